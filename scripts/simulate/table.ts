import type { Figures } from './figures.js';

const percent = (bps: number | null): string => (bps === null ? 'no data' : `${(bps / 100).toFixed(2)} %`);
const list = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

/** The week as an engineer reads it. */
export function table(figures: Figures): string {
  const { duties, units, refusals } = figures;
  const refused = Object.entries(refusals).sort(([, a], [, b]) => b - a);
  return [
    `Referrals                  ${figures.referrals}   ${list(figures.byDirection)}`,
    `How they ended             ${list(figures.byEnd)}`,
    `Still open                 ${figures.open}`,
    `Loop-closure rate          ${percent(figures.loopClosedBps)} of those whose patient came`,
    `Deadlines                  ${duties.total}: ${duties.kept} kept, ${duties.lateBeforeFirstRung} late but before the first rung, ${duties.escalated} escalated, ${duties.silent} missed in silence`,
    `Alerts by rung             ${list(figures.alertsByRung)}`,
    `Had a unit                 ${units.fromReserve} out of the reserve, ${units.other} others`,
    `Acts refused               ${refused.reduce((sum, [, count]) => sum + count, 0)}`,
    ...refused.slice(0, 12).map(([why, count]) => `  ${count} × ${why}`),
  ].join('\n');
}
