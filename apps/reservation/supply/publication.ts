import type { Pool } from '#contracts/codes.js';
import { localDate } from '../calendar/beijing.js';
import type { Policy } from '../policy/policy.js';
import { NOTHING } from '../reserve/counters.js';
import { reserveOf } from '../reserve/floor.js';
import { openingOf } from '../reserve/opening.js';
import { spread } from '../reserve/spread.js';
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
  capacity: number;
}

/** Computing row of the reserve: institution, pool, group, date (domain §7.2). */
export interface Account {
  county: string;
  institution: string;
  pool: Pool;
  group: string;
  date: string;
  capacity: number;
  reserve: number;
  ratioBps: number;
}

export const accountKey = ({ pool, group, date }: Pick<Account, 'pool' | 'group' | 'date'>): string =>
  `${pool} ${group} ${date}`;
export const dateOf = (draft: Draft): string => localDate(draft.startsAt);

/**
 * New sessions of one account with their share of its reserve. R is computed anew over all its sessions, and what is
 * added goes to the new ones by largest remainder; sessions that did not change keep theirs (domain §7.2, §7.7).
 * @param account as it was; its ratio holds since its first session
 * @returns the sessions, and the account as it is now
 */
export function publication(
  account: Account,
  drafts: readonly (Draft & { id: string })[],
  policy: Policy,
  now: Date,
): { account: Account; sessions: Session[] } {
  const inBase = drafts.filter((draft) => !policy.isOutsideBase(draft.bedClass));
  const capacity = account.capacity + inBase.reduce((sum, draft) => sum + draft.capacity, 0);
  const reserve = reserveOf(capacity, account.ratioBps);
  const shares = spread(reserve - account.reserve, inBase);
  const opening = policy.opening();
  const sessions = drafts.map((draft): Session => {
    const { institution, county, date } = account;
    const prepared = draft.pool === 'exam' && draft.preparation !== undefined;
    return {
      ...UNTOUCHED,
      ...draft,
      county,
      institution,
      date,
      version: 1,
      publishedAt: now,
      doctorId: draft.doctorId ?? null,
      bedClass: draft.bedClass ?? null,
      preparation: draft.preparation ?? null,
      inBase: shares.has(draft.id),
      reserve: shares.get(draft.id) ?? 0,
      protected: shares.get(draft.id) ?? 0,
      ...openingOf(
        { institution, pool: draft.pool, date, startsAt: draft.startsAt, endsAt: draft.endsAt, prepared },
        now,
        opening,
      ),
    };
  });
  return { account: { ...account, capacity, reserve }, sessions };
}

/** A session that nobody has asked for a unit yet. */
const UNTOUCHED = {
  ...NOTHING,
  openTaken: 0,
  stage: 0,
  freshUnits: 0,
  freshUntil: null,
  topSeat: 0,
  freedSeats: [],
  firstHoldEnd: null,
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
    (session.preparation ?? undefined) === draft.preparation
  );
}
