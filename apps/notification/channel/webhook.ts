import type { Outcome } from '../delivery/attempt.js';
import type { Adapter, Letter } from './adapter.js';
import { guardedPost, type Reach } from './guarded-post.js';
import { isAnswer, outcomeOf } from './post.js';
import { signedHeaders } from './signature.js';

/** What an address of the webhook channel holds; it lives in memory only. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** Tells a hospital's system of a notice: ids, codes and times, never a person, signed with the house's secret. */
export class Webhook implements Adapter {
  readonly channel = 'webhook';

  constructor(private readonly reach: Reach) {}

  async send({ id, county, address, notice }: Letter, signal: AbortSignal): Promise<Outcome> {
    const { url, secret } = JSON.parse(address) as WebhookTarget;
    const { event, template, urgency, referralId, referralNo, facts, occurredAt } = notice;
    const body = JSON.stringify({ id, county, event, template, urgency, referralId, referralNo, facts, occurredAt });
    const answer = await guardedPost(
      this.reach,
      { url, headers: signedHeaders(secret, body, new Date()), body },
      signal,
    );
    return isAnswer(answer) ? outcomeOf(answer.status) : answer;
  }
}
