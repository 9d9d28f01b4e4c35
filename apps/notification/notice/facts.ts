import type {
  CriticalCentreAlerted,
  ReferralChanged,
  ReferralOverdue,
  ReferralWaitlisted,
  ReferralWithUnit,
  VoidRefused,
  VoidRequested,
} from '#contracts/referral.events.js';
import { isRevealing } from '../words/departments.js';
import { REVEALING_WORDS } from '../words/leak.js';
import type { Facts, Preparation } from './notice.js';

/** Everything that a referral's events may carry; each event has its part. */
export type ReferralData = ReferralChanged &
  Partial<
    ReferralWithUnit & ReferralWaitlisted & ReferralOverdue & CriticalCentreAlerted & VoidRequested & VoidRefused
  >;

/** Preparations whose words stand for themselves; the hospital's own text may tell which exam it is. */
const PREPARATIONS: readonly [Preparation, RegExp][] = [
  ['fasting', /空腹|禁食|禁饮|fasting|nothing to eat|empty stomach/i],
  ['bladder', /憋尿|充盈膀胱|full bladder/i],
  ['metal', /金属|metal/i],
];

/** What a notice about a referral carries. Place and group of a unit are hospital text: what reveals is left out. */
export function referralFacts(data: ReferralData): Facts {
  const revealing = isRevealing(data.toDepartment);
  const placed = !revealing && data.unit && !isRevealing(data.unit.group) && !REVEALING_WORDS.test(data.unit.place);
  return withoutGaps({
    direction: data.direction,
    urgencyClass: data.urgencyClass,
    fromInstitution: data.fromInstitution,
    toInstitution: data.toInstitution,
    department: revealing ? undefined : data.toDepartment,
    startsAt: data.unit?.startsAt,
    place: placed ? data.unit?.place : undefined,
    preparation: preparationOf(data.unit?.preparation),
    until: data.holdUntil,
    dueAt: data.dueAt,
    reason: data.reason,
    position: data.position,
    rung: data.rung,
  });
}

/** What the authority's report says of a case: whose turn it was and since when, not which unit or place it has. */
export function reportFacts(data: ReferralData): Facts {
  const { direction, urgencyClass, fromInstitution, toInstitution, department, dueAt, rung } = referralFacts(data);
  return withoutGaps({ direction, urgencyClass, fromInstitution, toInstitution, department, dueAt, rung });
}

export function withoutGaps(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts;
}

function preparationOf(text: string | undefined): Preparation | undefined {
  if (!text) return undefined;
  const known = PREPARATIONS.filter(([, words]) => words.test(text));
  return known.length === 1 ? known[0]![0] : 'ask';
}
