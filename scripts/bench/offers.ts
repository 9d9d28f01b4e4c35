import { get } from 'node:http';

/** Listens on a live stream and remembers when each referral was first seen as offered, or in another event. */
export class Offers {
  /** referral id → milliseconds of `performance.now()` */
  readonly seenAt = new Map<string, number>();
  private hangUp: () => void = () => undefined;
  private waiting: { count: number; done: () => void } | undefined;

  private constructor(private readonly event: string) {}

  /** @param token the bearer token of the desk that is told */
  static async listen(baseUrl: string, token: string, event = 'referral.offered'): Promise<Offers> {
    const offers = new Offers(event);
    await new Promise<void>((resolve, reject) => {
      const sent = get(`${baseUrl}/v1/stream`, { headers: { authorization: `Bearer ${token}` } }, (reply) => {
        if (reply.statusCode !== 200) return reject(new Error(`the live stream answered ${reply.statusCode}`));
        let rest = '';
        reply.setEncoding('utf8');
        reply.on('data', (text: string) => {
          const blocks = (rest + text).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) offers.see(block);
        });
        resolve();
      });
      sent.on('error', reject);
      offers.hangUp = () => sent.destroy();
    });
    return offers;
  }

  /** Resolves when `count` offers have been seen in all, or with what was seen after `patience` milliseconds. */
  async reached(count: number, patience: number): Promise<void> {
    if (this.seenAt.size >= count) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.waiting = {
        count,
        done: () => {
          clearTimeout(timer);
          resolve();
        },
      };
    });
    this.waiting = undefined;
  }

  close(): void {
    this.hangUp();
  }

  private see(block: string): void {
    if (!block.includes(this.event)) return;
    const referral = /"referralId":"([0-9a-f-]{36})"/.exec(block)?.[1];
    if (!referral || this.seenAt.has(referral)) return;
    this.seenAt.set(referral, performance.now());
    if (this.waiting && this.seenAt.size >= this.waiting.count) this.waiting.done();
  }
}
