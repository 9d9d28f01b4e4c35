import type { Outcome } from '../delivery/attempt.js';
import type { Channel } from '../delivery/delivery.js';
import type { Adapter, Letter } from './adapter.js';
import { isAnswer, outcomeOf, post } from './post.js';
import { signedHeaders } from './signature.js';

export interface GatewayAccess {
  readonly url: string;
  readonly secret: string;
}

/** Any gateway that keeps to the contract of docs/gateway.md: for SMS, calls and enterprise messengers alike. */
export class Gateway implements Adapter {
  constructor(
    readonly channel: Channel,
    private readonly access: GatewayAccess,
  ) {}

  async send({ id, county, address, language, subject, text }: Letter, signal: AbortSignal): Promise<Outcome> {
    const body = JSON.stringify({ id, county, channel: this.channel, to: address, language, subject, text });
    const headers = signedHeaders(this.access.secret, body, new Date());
    const answer = await post({ url: this.access.url, headers, body }, signal);
    return isAnswer(answer) ? outcomeOf(answer.status) : answer;
  }
}
