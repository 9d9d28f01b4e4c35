import { QueueFull } from '#messaging/batcher.js';
import { Turnstile } from './turnstile.js';

describe('a turnstile', () => {
  /** Work that ends when it is told to. */
  function held() {
    let end: () => void = () => undefined;
    const work = new Promise<void>((resolve) => {
      end = resolve;
    });
    return { work: () => work, end };
  }

  it('lets the next one in when one leaves, in the order in which they came', async () => {
    const turnstile = new Turnstile(1, 60_000);
    const first = held();
    const order: number[] = [];
    const passed = [
      turnstile.pass(first.work),
      ...[1, 2, 3].map((nth) => turnstile.pass(async () => void order.push(nth))),
    ];
    expect(order).toEqual([]);
    first.end();
    await Promise.all(passed);
    expect(order).toEqual([1, 2, 3]);
  });

  it('gives the place on after work that throws', async () => {
    const turnstile = new Turnstile(1, 60_000);
    const failed = turnstile.pass(() => Promise.reject(new Error('no')));
    const next = turnstile.pass(async () => 'mine');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('mine');
  });

  it('turns away who has waited too long, and keeps no place for him', async () => {
    const turnstile = new Turnstile(1, 1);
    const first = held();
    const inside = turnstile.pass(first.work);
    await expect(turnstile.pass(async () => 'never')).rejects.toBeInstanceOf(QueueFull);
    first.end();
    await inside;
    await expect(turnstile.pass(async () => 'now')).resolves.toBe('now');
  });
});
