import type { Pool } from '#contracts/codes.js';
import { type DayTime, earlier, instantOf, later, plusMinutes } from '#service/calendar/local-time.js';

/** Policy rows that decide the clock of a session (domain §7.1). */
export interface OpeningPolicy {
  openFamilyDoctor: DayTime;
  openPublic: DayTime;
  /** Chairs that the same patient needs every week are booked for weeks ahead, by everybody. */
  openRecurring: DayTime;
  minLeadMinutes: number;
  stage1: DayTime;
  stage2: DayTime;
  preparedStage1: DayTime;
  preparedStage2: DayTime;
  holdbackUntil: DayTime;
  bedOffersUntil: DayTime;
  jitterMinutes: number;
  lateSupplyMinutes: number;
  holdEndsBeforeStartMinutes: number;
}

export interface Opening {
  opensFamilyAt: Date;
  opensPublicAt: Date;
  release1At: Date | null;
  release2At: Date;
  /** Null where nothing is held back: prepared exams and beds. */
  holdbackAt: Date | null;
  closesAt: Date;
}

export interface Roster {
  institution: string;
  pool: Pool;
  /** Local date of service. */
  date: string;
  startsAt: Date;
  endsAt: Date;
  /** When the last seats begin, where they do not all begin with the session. */
  lastStartAt?: Date;
  /** An exam for which the patient must prepare. */
  prepared: boolean;
}

/** The clock of a session, fixed at its publication (domain §7.1, §7.4, §7.9). */
export function openingOf(roster: Roster, publishedAt: Date, policy: OpeningPolicy): Opening {
  if (roster.pool === 'inpatient-bed') return ofBeds(roster, publishedAt, policy);
  const opening = ofSlots(roster, publishedAt, policy);
  if (roster.pool !== 'dialysis-chair') return opening;
  const opensAt = later(instantOf(roster.date, policy.openRecurring), publishedAt);
  return { ...opening, opensFamilyAt: opensAt, opensPublicAt: opensAt };
}

function ofSlots(roster: Roster, publishedAt: Date, policy: OpeningPolicy): Opening {
  const at = (time: DayTime) => instantOf(roster.date, time);
  const jitter = jitterOf(roster.institution, policy.jitterMinutes);
  const closesAt = plusMinutes(roster.lastStartAt ?? roster.startsAt, -policy.holdEndsBeforeStartMinutes);
  const stage = (time: DayTime) => plusMinutes(at(time), jitter);
  // A roster later than a stage gives family doctors an hour before it is released, not past the morning (§7.7).
  const late = later(
    publishedAt,
    earlier(plusMinutes(publishedAt, policy.lateSupplyMinutes), at(policy.holdbackUntil)),
  );
  const notBefore = (time: Date) => (time <= publishedAt ? late : time);
  const release1At = notBefore(stage(roster.prepared ? policy.preparedStage1 : policy.stage1));
  const release2At = notBefore(stage(roster.prepared ? policy.preparedStage2 : policy.stage2));
  const normal = later(at(policy.openPublic), plusMinutes(publishedAt, policy.minLeadMinutes));
  const latest = later(stage(roster.prepared ? policy.preparedStage1 : policy.stage1), publishedAt);
  return {
    opensFamilyAt: later(at(policy.openFamilyDoctor), publishedAt),
    opensPublicAt: earlier(normal, latest),
    release1At,
    release2At,
    holdbackAt: roster.prepared ? null : later(at(policy.holdbackUntil), release2At),
    closesAt,
  };
}

/** Beds have no stages 1 and 2: family offers end on the day, then the rest goes to emergency and elective (§7.9). */
function ofBeds(roster: Roster, publishedAt: Date, policy: OpeningPolicy): Opening {
  return {
    opensFamilyAt: later(instantOf(roster.date, policy.openFamilyDoctor), publishedAt),
    opensPublicAt: later(instantOf(roster.date, policy.openPublic), publishedAt),
    release1At: null,
    release2At: later(instantOf(roster.date, policy.bedOffersUntil), publishedAt),
    holdbackAt: null,
    closesAt: roster.endsAt,
  };
}

/** Minutes by which an institution releases later than the hour, so that not all do at once: 0 to `most` (§7.1). */
export function jitterOf(institution: string, most: number): number {
  let hash = 2_166_136_261;
  for (const letter of institution) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % (most + 1);
}
