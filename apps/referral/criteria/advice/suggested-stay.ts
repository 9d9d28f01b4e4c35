import type { Place } from '#service/rules/policy.js';
import type { Rules } from '#service/rules/rules.js';
import { inRanges, rangesOf } from '../../diagnosis/icd10-range.js';

/** `stay.suggestedDays.I10-I15`: the key names the codes. */
const PREFIX = 'stay.suggestedDays.';

/** Days that a stay for this disease is suggested to take; of several ranges the narrowest decides, 0 = as long as needed. */
export function suggestedDays(rules: Rules, code: string, place: Place, day: string): number | undefined {
  const keys = [...new Set(rules.rows.map(({ key }) => key))]
    .filter((key) => key.startsWith(PREFIX) && inRanges(code, rangesOf(key.slice(PREFIX.length))))
    .sort((a, b) => widthOf(a) - widthOf(b));
  const days = keys.map((key) => rules.value(key, place, day)).find((value) => typeof value === 'number');
  return typeof days === 'number' ? days : undefined;
}

/** A range is wider than a code. */
const widthOf = (key: string): number => (key.slice(PREFIX.length).includes('-') ? 100 : 10) - key.length / 100;
