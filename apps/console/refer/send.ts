import { Attempts } from '../act/attempts';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { Problem } from '../problem/problem';
import type { Values } from './values';

type Submission = Schema<'SubmitReferral'>;

const WAIT = 'wait=5';

/**
 * Sends a form. What was sent and not answered is found and not done twice: the same form goes under the same key as the
 * very body that went before, whatever draft was stored meanwhile. A form that was refused is another act when it is sent again.
 */
export class Sending {
  private readonly attempts = new Attempts();
  private readonly bodies = new Map<string, Submission>();

  /**
   * @param typed the form as it stands
   * @param bodyAt makes the body of the moment of the first try (ISO)
   * @throws Problem
   */
  async send(typed: Values, bodyAt: (at: string) => Submission): Promise<Schema<'ReferralView'>> {
    const { key, at } = this.attempts.of(typed);
    const body = this.bodies.get(key) ?? bodyAt(at);
    this.bodies.set(key, body);
    const params = { header: { ...writeHeaders(key), Prefer: WAIT } };
    try {
      const sent = await read(api.POST('/v1/referrals', { params, body }));
      this.attempts.forget();
      return sent;
    } catch (error) {
      if (isFinal(error)) this.attempts.forget();
      throw error;
    }
  }
}

/** Whether the API has decided; else the same act may have been done, or may still be. */
export function isFinal(error: unknown): boolean {
  if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) return false;
  return ![401, 408, 429].includes(error.status) && error.code !== 'KEY_IN_PROGRESS';
}
