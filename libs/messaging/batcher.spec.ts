import { Batcher, QueueFull } from './batcher.js';
import { traceContext } from './trace.js';

/** A batch function whose runs a test ends by hand. */
function gate() {
  const runs: { items: number[]; end: (error?: Error) => void }[] = [];
  const runBatch = (items: number[]) =>
    new Promise<string[]>((resolve, reject) => {
      const answers = items.map((item) => `answer ${item}`);
      runs.push({ items, end: (error) => (error ? reject(error) : resolve(answers)) });
    });
  return { runs, runBatch };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Batcher', () => {
  it('runs the first item at once; items that come meanwhile form the next batch', async () => {
    const { runs, runBatch } = gate();
    const batcher = new Batcher<number, string>({ maxSize: 10, maxInFlight: 1, maxQueued: 100, runBatch });
    const first = batcher.submit(1);
    await turn();
    const others = [2, 3, 4].map((item) => batcher.submit(item));
    await turn();
    expect(runs.map((run) => run.items)).toEqual([[1]]);
    runs[0]!.end();
    expect(await first).toBe('answer 1');
    await turn();
    runs[1]!.end();
    expect(await Promise.all(others)).toEqual(['answer 2', 'answer 3', 'answer 4']);
    expect(runs.map((run) => run.items)).toEqual([[1], [2, 3, 4]]);
  });

  it('keeps to the size of a batch and to the number in flight', async () => {
    const { runs, runBatch } = gate();
    const batcher = new Batcher<number, string>({ maxSize: 2, maxInFlight: 2, maxQueued: 100, runBatch });
    const all = [1, 2, 3, 4, 5].map((item) => batcher.submit(item));
    await turn();
    expect(runs.map((run) => run.items)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    runs[0]!.end();
    await turn();
    expect(runs[2]!.items).toEqual([5]);
    runs[1]!.end();
    runs[2]!.end();
    expect(await Promise.all(all)).toHaveLength(5);
  });

  it('gathers for a moment after a batch of several', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    const { runs, runBatch } = gate();
    const batcher = new Batcher<number, string>({ maxSize: 10, maxInFlight: 2, maxQueued: 100, runBatch });
    const several = [1, 2, 3].map((item) => batcher.submit(item));
    await turn();
    runs[0]!.end();
    await Promise.all(several);
    await turn();
    const gathered = [batcher.submit(4)];
    await turn();
    gathered.push(batcher.submit(5));
    await turn();
    expect(runs).toHaveLength(1);
    jest.runAllTimers();
    expect(runs[1]!.items).toEqual([4, 5]);
    runs[1]!.end();
    await Promise.all(gathered);
    const alone = batcher.submit(6);
    await turn();
    runs[2]!.end();
    expect(await alone).toBe('answer 6');
    jest.useRealTimers();
  });

  it('treats two equal items as two', async () => {
    const { runs, runBatch } = gate();
    const batcher = new Batcher<number, string>({ maxSize: 10, maxInFlight: 1, maxQueued: 100, runBatch });
    const both = [batcher.submit(7), batcher.submit(7)];
    await turn();
    expect(runs[0]!.items).toEqual([7, 7]);
    runs[0]!.end();
    expect(await Promise.all(both)).toEqual(['answer 7', 'answer 7']);
  });

  it('runs a failed batch again one by one, so that only the guilty item fails', async () => {
    const seen: number[][] = [];
    const batcher = new Batcher<number, string>({
      maxSize: 10,
      maxInFlight: 1,
      maxQueued: 100,
      runBatch: async (items) => {
        seen.push(items);
        if (items.includes(2)) throw new Error('no unit for 2');
        return items.map((item) => `answer ${item}`);
      },
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
    expect(seen).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('gives up a failed batch that gets nowhere: what is left is refused, and may come again', async () => {
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const batcher = new Batcher<number, string>({
      maxSize: 10,
      maxInFlight: 1,
      maxQueued: 100,
      runBatch: () => {
        now += 3_000;
        return Promise.reject(new Error('the database is away'));
      },
    });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((item) => batcher.submit(item)));
    clock.mockRestore();
    const refused = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof QueueFull);
    expect(refused).toEqual([false, false, true, true]);
  });

  it('refuses what its queue cannot take, and takes again when there is room', async () => {
    const { runs, runBatch } = gate();
    const batcher = new Batcher<number, string>({ maxSize: 1, maxInFlight: 1, maxQueued: 2, runBatch });
    const running = batcher.submit(1);
    await turn();
    const queued = [batcher.submit(2), batcher.submit(3)];
    await expect(batcher.submit(4)).rejects.toBeInstanceOf(QueueFull);
    for (const i of [0, 1, 2]) {
      runs[i]!.end();
      await turn();
    }
    expect(await Promise.all([running, ...queued])).toEqual(['answer 1', 'answer 2', 'answer 3']);
    const later = batcher.submit(5);
    await turn();
    runs[3]!.end();
    expect(await later).toBe('answer 5');
  });

  it('keeps the trace of an item that travels alone, and none for a batch of several', async () => {
    const traces: (string | undefined)[] = [];
    const batcher = new Batcher<number, number>({
      maxSize: 10,
      maxInFlight: 1,
      maxQueued: 100,
      runBatch: async (items) => {
        traces.push(traceContext.getStore()?.traceparent);
        return items;
      },
    });
    await traceContext.run({ traceparent: 'trace-a' }, () => batcher.submit(1));
    await Promise.all([
      traceContext.run({ traceparent: 'trace-b' }, () => batcher.submit(2)),
      traceContext.run({ traceparent: 'trace-c' }, () => batcher.submit(3)),
    ]);
    expect(traces).toEqual(['trace-a', undefined]);
  });
});
