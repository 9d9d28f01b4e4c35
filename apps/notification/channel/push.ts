import webPush, { type PushSubscription } from 'web-push';
import { accepted, failed, type Outcome, refused } from '../delivery/attempt.js';
import type { Adapter, Letter } from './adapter.js';
import { guardedPost, type Reach } from './guarded-post.js';
import { isAnswer, outcomeOf } from './post.js';

export interface VapidKeys {
  /** `mailto:` or `https:`: whom a push service may ask. */
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** How long a push service keeps a message for a browser that is off. */
const KEPT_SECONDS = 4 * 3600;

/** The push service knows no such browser any more. */
const GONE = ['http-404', 'http-410'];

/** Web push with VAPID: to every browser that the person has subscribed; one that takes it is enough. */
export class Push implements Adapter {
  readonly channel = 'push';

  constructor(
    private readonly keys: VapidKeys,
    private readonly reach: Reach,
  ) {}

  async send({ id, address, subject, text, notice }: Letter, signal: AbortSignal): Promise<Outcome> {
    const browsers = JSON.parse(address) as PushSubscription[];
    const payload = JSON.stringify({ id, title: subject, text, noticeId: notice.id });
    const urgency = notice.urgency === 'info' ? 'normal' : 'high';
    const outcomes = await Promise.all(
      browsers.map((browser) => this.sendTo(browser, { id, payload, urgency }, signal)),
    );
    const gone = browsers.filter((_, i) => GONE.includes(outcomes[i]?.code ?? '')).map(({ endpoint }) => endpoint);
    const rank = (result: Outcome['result']) => ['accepted', 'unknown', 'failed', 'refused'].indexOf(result);
    const best = outcomes.sort((a, b) => rank(a.result) - rank(b.result))[0] ?? refused('no-address');
    return gone.length > 0 ? { ...best, gone } : best;
  }

  private async sendTo(
    browser: PushSubscription,
    { id, payload, urgency }: { id: string; payload: string; urgency: 'high' | 'normal' },
    signal: AbortSignal,
  ): Promise<Outcome> {
    // A topic lets a repetition take the place of the first message, as long as the browser is off.
    const topic = id.replaceAll('-', '').slice(0, 32);
    const options = {
      vapidDetails: this.keys,
      TTL: KEPT_SECONDS,
      urgency,
      topic,
      contentEncoding: 'aes128gcm' as const,
    };
    const { endpoint, headers, body } = webPush.generateRequestDetails(browser, payload, options);
    const answer = await guardedPost(this.reach, { url: endpoint, headers: toText(headers), body }, signal);
    if (!isAnswer(answer)) return answer;
    if (answer.status === 201 || answer.status === 200) return accepted(`http-${answer.status}`);
    return answer.status < 300 ? failed(`http-${answer.status}`) : outcomeOf(answer.status);
  }
}

const toText = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
