import type { Blocking } from './blocking.js';
import type { ConsoleFigures } from './measure.js';

const ms = (value: number) => String(value).padStart(12);

/** The figures as people read them. */
export function consoleTable({ rounds, typing, worklist, heatMap }: ConsoleFigures): string {
  const row = (name: string, { total, longest }: Blocking) => `${name.padEnd(44)}${ms(total)}${ms(longest)}`;
  return [
    `Blocking of the main thread in milliseconds, median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`,
    `${''.padEnd(44)}${'beyond 50'.padStart(12)}${'longest'.padStart(12)}`,
    row('typing 14 keys in the diagnosis search', typing),
    row('opening a worklist of 500 referrals', worklist),
    row('opening a heat map of 300 institutions', heatMap),
  ].join('\n');
}
