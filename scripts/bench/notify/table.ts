import type { NotifyFigures } from './measure.js';

const number = (value: number, width = 8) => value.toFixed(0).padStart(width);

/** The figures as people read them. */
export function notifyTable({ rounds, at100, saturation, bare, ratio, audience }: NotifyFigures): string {
  const { connections, memoryBefore, memoryMost, heard, p50, p99 } = audience;
  return [
    `Event at the broker to notice on the live stream, median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`,
    `  at 100 a second     p50 ${at100.p50.toFixed(1)}  p95 ${at100.p95.toFixed(1)}  p99 ${at100.p99.toFixed(1)} ms`,
    `  at saturation       ${number(saturation.rps)} notices/s`,
    `  bare INSERT         ${number(bare.rps)} notices/s on 8 connections, each with its commit`,
    `  ratio               ${(ratio * 100).toFixed(0).padStart(8)} %`,
    `${connections} live streams of one desk on one process, through the front door`,
    `  memory              ${number(memoryMost)} MiB (${memoryBefore.toFixed(0)} before)`,
    `  notices heard       ${number(heard)}, each once on each stream   p50 ${p50.toFixed(0)}  p99 ${p99.toFixed(0)} ms`,
  ].join('\n');
}
