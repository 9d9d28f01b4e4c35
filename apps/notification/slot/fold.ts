import type { Facts } from '../notice/notice.js';
import { isRevealing } from '../words/departments.js';
import type { Alert, Chosen } from './alert.store.js';
import type { SlotNews } from './slot.js';

/** One doctor to be told of one alert. */
export interface Pair {
  readonly alert: Alert;
  readonly chosen: Chosen;
}

/** All that one doctor is told at once of one kind of news. */
export interface Folded {
  readonly county: string;
  readonly news: SlotNews;
  readonly practitioner: string;
  readonly institution: string;
  readonly pairs: readonly Pair[];
  readonly facts: Facts;
  readonly referral?: { readonly id: string; readonly no: string };
  readonly occurredAt: string;
}

/** A burst is one notice for each doctor and kind of news, not one for each session (domain §10 "digest"). Pure. */
export function fold(pairs: readonly Pair[]): Folded[] {
  const byReader = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const { alert, chosen } = pair;
    const key = [alert.county, chosen.practitioner, chosen.institution, alert.news].join(' ');
    byReader.set(key, [...(byReader.get(key) ?? []), pair]);
  }
  return [...byReader.values()].map(one);
}

function one(pairs: Pair[]): Folded {
  const { alert, chosen } = pairs[0] as Pair;
  const referrals = new Map(pairs.map(({ chosen: { referralId, referralNo } }) => [referralId, referralNo]));
  const [[id, no] = [null, null]] = referrals.size === 1 ? [...referrals] : [];
  return {
    county: alert.county,
    news: alert.news,
    practitioner: chosen.practitioner,
    institution: chosen.institution,
    pairs,
    facts: factsOf(pairs),
    ...(id && no ? { referral: { id, no } } : {}),
    occurredAt: new Date(Math.max(...pairs.map(({ alert: { occurredAt } }) => occurredAt.getTime()))).toISOString(),
  };
}

/** What all have in common, and how much is left now; no department whose name alone tells a diagnosis. */
function factsOf(pairs: readonly Pair[]): Facts {
  const sessions = pairs.reduce((sum, { chosen }) => sum + chosen.sessions, 0);
  const units = pairs.reduce((sum, { chosen }) => sum + chosen.units, 0);
  const toInstitution = common(pairs.map(({ alert }) => alert.institution));
  const pool = common(pairs.map(({ alert }) => alert.pool));
  const group = common(pairs.map(({ alert }) => alert.group));
  // The group of an exam is its item, which names no department.
  const department = group && pool !== 'exam' && !isRevealing(group) ? group : undefined;
  const until = pairs.flatMap(({ alert }) => alert.until?.toISOString() ?? []).sort()[0];
  const [first] = pairs;
  return {
    ...(toInstitution ? { toInstitution } : {}),
    ...(pool ? { pool } : {}),
    ...(department ? { department } : {}),
    ...(sessions === 1 && first ? { startsAt: first.chosen.startsAt.toISOString() } : {}),
    ...(until ? { until } : {}),
    sessions,
    units,
  };
}

function common<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}
