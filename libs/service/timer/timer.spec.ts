import { logger } from '../logging/logger.js';
import { Timer } from './timer.js';

describe('Timer', () => {
  let timer: Timer;

  beforeEach(() => {
    logger.level = 'silent';
    jest.useFakeTimers();
    timer = new Timer();
  });

  afterEach(async () => {
    await timer.onModuleDestroy();
    jest.useRealTimers();
  });

  it('runs again at once while there was something due, then waits for the next tick', async () => {
    const due = [2, 1, 0, 0];
    const runOnce = jest.fn(() => Promise.resolve(due.shift() ?? 0));
    timer.every('test', 10, runOnce);
    expect(runOnce).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(runOnce).toHaveBeenCalledTimes(3);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(runOnce).toHaveBeenCalledTimes(4);
  });

  it('ticks once for a name, however often it is asked for', async () => {
    const runOnce = jest.fn(() => Promise.resolve(0));
    timer.every('test', 1, runOnce);
    timer.every('test', 1, runOnce);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(runOnce).toHaveBeenCalledTimes(3);
  });

  it('ticks at once when told to, and goes on with the next tick a whole period later', async () => {
    const runOnce = jest.fn(() => Promise.resolve(0));
    timer.every('test', 10, runOnce);
    await jest.advanceTimersByTimeAsync(9_000);
    await timer.tickAll();
    expect(runOnce).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(runOnce).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(runOnce).toHaveBeenCalledTimes(2);
  });

  it('runs once more after a run that began before it was told to tick', async () => {
    const finish: (() => void)[] = [];
    const runOnce = jest.fn(() => new Promise<number>((resolve) => finish.push(() => resolve(0))));
    timer.every('test', 1, runOnce);
    await jest.advanceTimersByTimeAsync(1_000);
    const ticked = timer.tickAll();
    finish[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(runOnce).toHaveBeenCalledTimes(2);
    finish[1]?.();
    await ticked;
  });

  it('goes on ticking after a failure', async () => {
    const runOnce = jest.fn(() => Promise.reject(new Error('on purpose')));
    timer.every('test', 1, runOnce);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(runOnce).toHaveBeenCalledTimes(3);
  });

  it('waits at the end for the run that is under way, and starts no other', async () => {
    let finish = (_: number): void => undefined;
    const runOnce = jest.fn(() => new Promise<number>((resolve) => (finish = resolve)));
    timer.every('test', 1, runOnce);
    await jest.advanceTimersByTimeAsync(1_000);
    let stopped = false;
    const stopping = timer.onModuleDestroy().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(stopped).toBe(false);
    finish(1);
    await stopping;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(runOnce).toHaveBeenCalledTimes(1);
  });
});
