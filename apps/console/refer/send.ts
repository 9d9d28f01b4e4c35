import { api, newKey, read, type Schema, writeHeaders } from '../api/client';
import { Problem } from '../problem/problem';
import type { Values } from './values';

const WAIT = 'wait=5';

/**
 * Sends a form. One key serves the act until the API has answered it for good: what was sent and not answered is found,
 * not done twice; a refused form is another act when it is sent again.
 */
export class Sending {
  private key = newKey();

  /** @throws Problem */
  async send(body: Values): Promise<Schema<'ReferralView'>> {
    const params = { header: { ...writeHeaders(this.key), Prefer: WAIT } };
    try {
      const sent = await read(api.POST('/v1/referrals', { params, body: body as Schema<'SubmitReferral'> }));
      this.key = newKey();
      return sent;
    } catch (error) {
      if (isFinal(error)) this.key = newKey();
      throw error;
    }
  }
}

/** Whether the API has decided; else the same act may have been done, or may still be. */
export function isFinal(error: unknown): boolean {
  if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) return false;
  return ![401, 408, 429].includes(error.status) && error.code !== 'KEY_IN_PROGRESS';
}
