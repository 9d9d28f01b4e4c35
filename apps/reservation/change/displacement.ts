import { v7 } from 'uuid';
import { after } from '#service/rules/working-hours.js';
import type { Turn } from '../unit/turn.js';
import type { Displacement } from './displacement.entity.js';
import type { Placed } from './rebook.js';
import type { Why } from './resize.js';

const NOTHING_YET = {
  newReservationId: null,
  newSessionId: null,
  newInstitution: null,
  newStartsAt: null,
  waitEntryId: null,
  ownerRole: null,
  ownerInstitution: null,
  dueAt: null,
  escalation: null,
  outcome: null,
  settledAt: null,
  settledBy: null,
};

/** The record of one displaced person. */
export function displacementOf(turn: Pick<Turn, 'now' | 'book'>, placed: Placed, why: Why): Displacement {
  const { row } = placed.lost;
  return {
    ...NOTHING_YET,
    county: row.county,
    id: v7(),
    version: 1,
    reservationId: row.id,
    sessionId: row.sessionId,
    institution: row.institution,
    pool: row.pool,
    group: row.group,
    startsAt: row.startsAt,
    ...why,
    displacedAt: turn.now,
    patientId: row.patientId,
    referralCounty: row.referralCounty,
    referralId: row.referralId,
    referringInstitution: row.referringInstitution,
    ...whereNow(turn, placed),
  };
}

function whereNow(
  turn: Pick<Turn, 'now' | 'book'>,
  placed: Placed,
): Pick<Displacement, 'state'> & Partial<Displacement> {
  if ('unit' in placed) {
    const { row } = placed.unit;
    return {
      state: 'rebooked',
      newReservationId: row.id,
      newSessionId: row.sessionId,
      newInstitution: row.institution,
      newStartsAt: row.startsAt,
    };
  }
  if ('entry' in placed) return { state: 'waiting', waitEntryId: placed.entry.id };
  if ('told' in placed) return { state: 'settled', outcome: 'told', settledAt: turn.now, settledBy: 'system' };
  const { county, institution } = placed.lost.row;
  return {
    state: 'open-task',
    ownerRole: 'referral-desk',
    ownerInstitution: institution,
    dueAt: after(turn.now, turn.book.of(county, institution).settleWithin(), turn.book.calendar(county)),
  };
}
