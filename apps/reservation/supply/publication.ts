import type { Pool } from '#contracts/codes.js';
import { localDate, plusMinutes } from '#service/calendar/local-time.js';
import type { Policy } from '../policy/policy.js';
import { NOTHING } from '../reserve/counters.js';
import { reserveOf } from '../reserve/floor.js';
import { openingOf } from '../reserve/opening.js';
import { spread } from '../reserve/spread.js';
import type { Segment } from './seat.js';
import type { Session } from './session.entity.js';

/** What a hospital publishes. */
export interface Draft {
  externalId: string;
  pool: Pool;
  group: string;
  doctorId?: string;
  bedClass?: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  preparation?: string;
  /** The machine of an exam. */
  device?: string;
  capacity: number;
  /** Parts with seats of their own; the whole session is one where they are left out. */
  segments?: Segment[];
  /** Units that the hospital has in all, where it gives only its reserve here (`capacity`). */
  declaredTotal?: number;
  /** Share of its account where that is more than the pool's: beds may be reserved on another basis (domain §7.1). */
  ratioBps?: number;
}

/** Computing row of the reserve: institution, pool, group, date (domain §7.2). */
export interface Account {
  county: string;
  institution: string;
  pool: Pool;
  group: string;
  date: string;
  capacity: number;
  /** Units that the hospital declares and gives out itself: the ratio counts them. */
  elsewhere: number;
  reserve: number;
  ratioBps: number;
  /** The policy row that set the ratio: its scope, version and source; null for accounts older than these columns. */
  ratioScope: string | null;
  ratioVersion: number | null;
  ratioSource: string | null;
}

export const accountKey = ({ pool, group, date }: Pick<Account, 'pool' | 'group' | 'date'>): string =>
  `${pool} ${group} ${date}`;
export const dateOf = (draft: Draft): string => localDate(draft.startsAt);

/** Units of a draft that the hospital gives out itself. */
export const elsewhereOf = ({ declaredTotal, capacity }: Pick<Draft, 'declaredTotal' | 'capacity'>): number =>
  declaredTotal === undefined ? 0 : declaredTotal - capacity;

export interface Change {
  account: Account;
  sessions: Session[];
  /** Units that an allotment lacks to reach the ratio of what its hospital declares; it must not be published then. */
  lacking: number;
}

/**
 * New sessions of one account with their share of its reserve. R is computed anew over all its sessions and over what
 * the hospital declares beside them; all of an allotment is reserve, and what that leaves goes to the other new ones by
 * largest remainder; sessions that did not change keep theirs (domain §7.2, §7.7).
 * @param account as it was; its ratio holds since its first session
 * @returns the sessions, and the account as it is now
 */
export function publication(
  account: Account,
  drafts: readonly (Draft & { id: string })[],
  policy: Policy,
  now: Date,
): Change {
  const inBase = drafts.filter((draft) => !policy.isOutsideBase(draft.bedClass));
  const capacity = account.capacity + sum(inBase, (draft) => draft.capacity);
  const elsewhere = account.elsewhere + sum(inBase, elsewhereOf);
  const allotted = inBase.filter((draft) => draft.declaredTotal !== undefined);
  const offered = inBase.filter((draft) => draft.declaredTotal === undefined);
  const missing = Math.max(0, reserveOf(capacity + elsewhere, account.ratioBps) - account.reserve);
  const toSpread = Math.max(0, missing - sum(allotted, (draft) => draft.capacity));
  const room = sum(offered, (draft) => draft.capacity);
  const shares = spread(Math.min(toSpread, room), offered);
  for (const { id, capacity: all } of allotted) shares.set(id, all);
  const reserve = account.reserve + sum([...shares.values()], (share) => share);
  return {
    account: { ...account, capacity, elsewhere, reserve },
    sessions: drafts.map((draft) => sessionOf(draft, account, shares.get(draft.id), policy, now)),
    lacking: Math.max(0, toSpread - room),
  };
}

/** @param share of the reserve; undefined for a session outside the base */
function sessionOf(
  draft: Draft & { id: string },
  { institution, county, date }: Account,
  share: number | undefined,
  policy: Policy,
  now: Date,
): Session {
  const { pool, startsAt, endsAt, segments, declaredTotal, ratioBps: _, ...rest } = draft;
  const prepared = pool === 'exam' && draft.preparation !== undefined;
  const lastFrom = segments?.at(-1)?.from;
  const lastStartAt = lastFrom === undefined ? undefined : plusMinutes(startsAt, lastFrom);
  const opening = openingOf(
    { institution, pool, date, startsAt, endsAt, lastStartAt, prepared },
    now,
    policy.opening(),
  );
  return {
    ...UNTOUCHED,
    ...rest,
    ...{ county, institution, date, pool, startsAt, endsAt },
    version: 1,
    publishedAt: now,
    doctorId: draft.doctorId ?? null,
    bedClass: draft.bedClass ?? null,
    preparation: draft.preparation ?? null,
    device: draft.device ?? null,
    segments: segments ?? null,
    lastStartAt: lastStartAt ?? null,
    allotment: declaredTotal !== undefined,
    elsewhere: elsewhereOf(draft),
    inBase: share !== undefined,
    reserve: share ?? 0,
    protected: share ?? 0,
    ...opening,
    // What the release clock takes from an allotment goes back to the hospital: it never opens to the public here.
    ...(declaredTotal === undefined ? {} : { opensPublicAt: endsAt }),
  };
}

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

/** A session that nobody has asked for a unit yet. */
const UNTOUCHED = {
  ...NOTHING,
  openTaken: 0,
  stage: 0,
  freshUnits: 0,
  freshUntil: null,
  topSeat: 0,
  freedSeats: [],
  frozen: false,
  firstHoldEnd: null,
  stoppedAt: null,
  lateUnits: 0,
  lateUntil: null,
};

/** Whether a session is what a draft says: publishing it again changes nothing. */
export function isSame(session: Session, draft: Draft): boolean {
  return (
    session.pool === draft.pool &&
    session.group === draft.group &&
    session.capacity === draft.capacity &&
    session.startsAt.getTime() === draft.startsAt.getTime() &&
    session.endsAt.getTime() === draft.endsAt.getTime() &&
    session.place === draft.place &&
    (session.doctorId ?? undefined) === draft.doctorId &&
    (session.bedClass ?? undefined) === draft.bedClass &&
    (session.preparation ?? undefined) === draft.preparation &&
    (session.device ?? undefined) === draft.device &&
    isSameCut(session.segments, draft.segments) &&
    session.allotment === (draft.declaredTotal !== undefined) &&
    session.elsewhere === elsewhereOf(draft)
  );
}

function isSameCut(one: readonly Segment[] | null, other: readonly Segment[] = []): boolean {
  if ((one ?? []).length !== other.length) return false;
  return other.every(({ from, to, seats }, at) => {
    const segment = one?.[at];
    return segment?.from === from && segment.to === to && segment.seats === seats;
  });
}
