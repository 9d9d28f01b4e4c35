import type { ReserveFigures } from './measure.js';

const number = (value: number, width = 8) => value.toFixed(0).padStart(width);
const percent = (ratio: number) => `${(ratio * 100).toFixed(0)} %`;

/** The figures as people read them. */
export function reserveTable({ rounds, hotPool, rush, httpRush, spread, search }: ReserveFigures): string {
  const [smallest] = search;
  const growth = (p95: number) => (smallest ? `${(p95 / smallest.p95).toFixed(2)} times` : '');
  const split = ({ family, public: others }: { family: number; public: number }) =>
    `${family} units to family doctors, ${others} to the public`;
  return [
    `The reserve, median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`,
    '',
    'One hot session, every request granted',
    `  gathered at the door                  ${number(hotPool.coalesced)} decisions/s`,
    `  one transaction each, 32 connections  ${number(hotPool.oneByOne)} decisions/s`,
    `  ratio                                 ${hotPool.ratio.toFixed(1).padStart(8)}`,
    'Holds over 500 sessions',
    `  through the door                      ${number(spread.door)} holds/s`,
    `  the same statements by bare pg        ${number(spread.bare)} holds/s`,
    `  and on as many connections            ${number(spread.bareAtOnce)} holds/s`,
    `  ratio                                 ${percent(spread.ratio).padStart(8)}`,
    `${rush.contenders} contenders for 40 units at the service’s door`,
    `  all decided after                     ${number(rush.milliseconds)} ms   ${split(rush)}`,
    `${httpRush.contenders} contenders for 40 units over HTTP`,
    `  all answered after                    ${number(httpRush.milliseconds)} ms   p99 ${number(httpRush.p99, 0)} ms   ${split(httpRush)}`,
    `  as many empty requests                ${number(httpRush.emptyMilliseconds)} ms   p99 ${number(httpRush.emptyP99, 0)} ms`,
    'Search for free units of a department, 14 days, 300 institutions',
    ...search.map(
      ({ factor, sessions, p50, p95, p99 }) =>
        `  ${String(factor).padStart(3)} times, ${number(sessions)} sessions         p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms   ${growth(p95)}`,
    ),
  ].join('\n');
}
