import type { Sums } from './ratio.store.js';
import { SMALLEST_SHOWN } from './small-number.js';

/** A share in basis points, or minutes; `docs/indicators.md` gives formula and source of each (domain §11). */
export interface Indicator {
  name: IndicatorName;
  unit: 'bps' | 'minutes';
  /** Absent: no data (zero denominator), or too few to show. */
  value?: number;
  numerator?: number;
  denominator?: number;
  /** Fewer than five cases, and the reader sees no single ones. */
  suppressed?: true;
}

type Ratio = readonly [numerator: (sums: Sums) => number, denominator: (sums: Sums) => number];

/** Numerator ÷ denominator, as domain §11 defines them. */
const RATIOS = {
  downUpRatio: [(s) => s.down, (s) => s.up],
  bounceRate: [(s) => s.bounced, (s) => s.down],
  decideOnTime: [(s) => s.decidedInTime, (s) => s.decided + s.decisionsMissed + s.passedOver],
  rejectRate: [(s) => s.rejected, (s) => s.decided],
  returnRate: [(s) => s.returned, (s) => s.decided],
  outcomeOnTime: [(s) => s.outcomesInTime, (s) => s.outcomes + s.outcomesMissed],
  ackOnTime: [(s) => s.acknowledgedInTime, (s) => s.acknowledged + s.acknowledgementsMissed],
  followUpOnTime: [(s) => s.followedUpInTime, (s) => s.followedUp + s.followUpsMissed],
  loopClosedRate: [(s) => s.ripeClosed, (s) => s.ripe],
  loopClosedSoFar: [(s) => s.arrivedClosed, (s) => s.arrived],
  noShowRate: [(s) => s.missed, (s) => s.confirmed],
} as const satisfies Record<string, Ratio>;

const MEDIANS = {
  medianDecideMinutes: [(s) => s.medianDecideMinutes, (s) => s.decided],
  handoverMinutes: [(s) => s.medianHandoverMinutes, undefined],
} as const satisfies Record<string, readonly [(sums: Sums) => number | null, ((sums: Sums) => number) | undefined]>;

export type IndicatorName = keyof typeof RATIOS | keyof typeof MEDIANS;
export const INDICATOR_NAMES = [...Object.keys(RATIOS), ...Object.keys(MEDIANS)] as IndicatorName[];

/** @param hidesFew the reader sees no single cases: what rests on fewer than five of them is not shown */
export function indicatorsOf(sums: Sums, hidesFew: boolean): Indicator[] {
  const ratios = Object.entries(RATIOS).map(([name, [top, bottom]]): Indicator => {
    const [numerator, denominator] = [top(sums), bottom(sums)];
    const head = { name: name as IndicatorName, unit: 'bps' as const };
    if (denominator === 0) return { ...head, numerator, denominator };
    if (hidesFew && (denominator < SMALLEST_SHOWN || (numerator > 0 && numerator < SMALLEST_SHOWN)))
      return { ...head, suppressed: true };
    return { ...head, value: Math.floor((numerator * 10_000) / denominator), numerator, denominator };
  });
  const medians = Object.entries(MEDIANS).map(([name, [median, cases]]): Indicator => {
    const [value, denominator] = [median(sums), cases?.(sums)];
    const head = { name: name as IndicatorName, unit: 'minutes' as const };
    if (hidesFew && (denominator ?? 0) < SMALLEST_SHOWN) return { ...head, suppressed: true };
    return { ...head, ...(value === null ? {} : { value }), ...(denominator === undefined ? {} : { denominator }) };
  });
  return [...ratios, ...medians];
}
