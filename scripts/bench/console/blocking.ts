import type { Page } from 'playwright-core';

/** What the main thread could not do meanwhile: a key, a click or a frame had to wait for it. Milliseconds. */
export interface Blocking {
  /** Sum of what each task took beyond 50 ms (total blocking time). */
  readonly total: number;
  readonly longest: number;
}

/** Notes long tasks of every page from its first line on; put into the context before a page is opened. */
export const OBSERVER = `
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
`;

/** The blocking while the work is done, and until the page has come to rest after it. */
export async function blockingOf(page: Page, work: () => Promise<void>): Promise<Blocking> {
  await page.evaluate('longTasks.length = 0');
  await work();
  await page.evaluate('new Promise((rested) => requestIdleCallback(() => setTimeout(rested, 100)))');
  const tasks = (await page.evaluate('longTasks')) as number[];
  const total = tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0);
  return { total: Math.round(total), longest: Math.round(Math.max(0, ...tasks)) };
}

/** The round in the middle by total. */
export function medianOf(rounds: readonly Blocking[]): Blocking {
  return rounds.toSorted((a, b) => a.total - b.total)[Math.floor(rounds.length / 2)]!;
}
