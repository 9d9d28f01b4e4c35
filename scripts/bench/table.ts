import type { Latency } from './figures.js';

/** What `--json` writes: milliseconds and referrals per second, medians over the rounds. */
export interface Figures {
  rounds: number;
  at20: Latency;
  at100: Latency;
  saturation: Latency & { rps: number };
  ceiling: { rps: number };
  /** Saturation over ceiling, the median of the ratios of each round. */
  ratio: number;
}

const ms = (value: number) => value.toFixed(1).padStart(8);

/** The figures as people read them. */
export function table({ rounds, at20, at100, saturation, ceiling, ratio }: Figures): string {
  const row = (name: string, { p50, p95, p99 }: Latency, rest = '') =>
    `${name.padEnd(26)}${ms(p50)}${ms(p95)}${ms(p99)}${rest}`;
  return [
    `POST to "offered" on the live stream, median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`,
    `${''.padEnd(26)}${'p50 ms'.padStart(8)}${'p95 ms'.padStart(8)}${'p99 ms'.padStart(8)}`,
    row('at 20 a second', at20),
    row('at 100 a second', at100),
    row('at saturation', saturation, `${saturation.rps.toFixed(0).padStart(8)} referrals/s`),
    '',
    `Ceiling, the same statements by bare pg on 8 connections   ${ceiling.rps.toFixed(0)} referrals/s`,
    `Saturation over ceiling                                    ${(ratio * 100).toFixed(1)} %`,
  ].join('\n');
}
