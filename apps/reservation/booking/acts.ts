import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { conflict } from '#service/problem/problem.js';
import { lastStartOf } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import { isLate, lastCancel } from '../unit/give-up.js';
import { miss } from '../unit/miss.js';
import type { UnitRequest } from '../unit/request.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { swap } from '../unit/swap.js';
import type { Turn } from '../unit/turn.js';
import { refusalsOf } from './batch.js';

/** Persons of the hospital, who may give a unit back late; its system speaks for the patient. */
export const STAFF = [
  'referral-desk',
  'arrival-desk',
  'ward-nurse',
  'hospital-doctor',
] as const satisfies readonly Role[];

/** The unit goes back to where it came from, the wait list first; after `cancel.until` it is recorded as late. */
export async function cancel(turn: Turn, row: Reservation, by: Principal): Promise<Reservation> {
  requireBooked(turn, row, 'cancelled');
  requireInTime(turn, row, by);
  row.late = isLate(turn, row);
  turn.stock.free(row, 'cancelled', 'cancel', turn.now, by.account, row.late ? 'late-cancel' : undefined);
  await turn.serveWaiting();
  return row;
}

/** The person has come; who was missed is still taken the same day, and then was not missed (T20). */
export function arrive(turn: Turn, row: Reservation, by: Principal): Reservation {
  requireState(row, ['confirmed', 'no-show'], 'checked in');
  if (row.state === 'no-show' && localDate(turn.now) !== localDate(row.startsAt))
    throw conflict('WRONG_STATE', 'A missed booking can be checked in on its own day only.');
  if (!row.occupies) throw conflict('UNIT_GIVEN_BACK', 'The bed was given back when the patient did not come.');
  turn.stock.change(row, { state: 'arrived', endedAt: null });
  turn.stock.write(turn.stock.shelfOf(row), 'use', {}, by.account, row.id);
  return row;
}

/** The desk need not wait for the timer, but the patient's time must be over (`late.grace`, `bed.hold`). */
export async function recordNoShow(turn: Turn, row: Reservation, by: Principal): Promise<Reservation> {
  requireState(row, ['confirmed'], 'recorded as missed');
  if (row.noShowAt !== null && row.noShowAt > turn.now) {
    const from = row.noShowAt.toISOString();
    throw conflict('TOO_EARLY', 'The patient may still come.', { from });
  }
  miss(turn, row, by.account);
  await turn.serveWaiting();
  return row;
}

/** Another session instead of the booked one: the new unit first, then the old one is given back. */
export async function move(turn: Turn, row: Reservation, target: Session, by: Principal): Promise<Reservation> {
  requireBooked(turn, row, 'moved');
  requireInTime(turn, row, by);
  if (target.id === row.sessionId) throw conflict('SAME_SESSION', 'The booking is in this very session.');
  if (target.pool !== row.pool || target.group !== row.group)
    throw conflict('OTHER_SERVICE', 'A booking moves within its pool and group: book anew and cancel.');
  const late = isLate(turn, row);
  const request: UnitRequest = {
    asker: 'public',
    ...{ pool: row.pool, group: row.group, sessionId: target.id, patientId: row.patientId, channel: row.channel },
    earliest: turn.now,
    latest: lastStartOf(target),
    candidates: [{ county: row.county, institution: row.institution }],
    purpose: 'booking',
    actor: by.account,
  };
  const served = await swap(turn, row, request);
  if (!served) throw (await refusalsOf(turn, [request]))[0];
  row.late = late;
  return served.row;
}

/** @throws Problem 409 `WRONG_STATE`, `MISSED` */
function requireBooked(turn: Turn, row: Reservation, done: string): void {
  requireState(row, ['confirmed'], done);
  if (row.noShowAt !== null && row.noShowAt <= turn.now)
    throw conflict('MISSED', `A booking whose patient did not come in time cannot be ${done}.`);
}

/** @throws Problem 409 `TOO_LATE` with the time until which patients may give a booking back */
export function requireInTime(turn: Turn, row: Reservation, by: Principal): void {
  if (!isLate(turn, row) || by.roles.some((role) => (STAFF as readonly Role[]).includes(role))) return;
  const until = lastCancel(turn, row).toISOString();
  throw conflict('TOO_LATE', 'From now on only the desk or a doctor of the hospital can do this.', { until });
}

function requireState(row: Reservation, states: readonly string[], done: string): void {
  if (!states.includes(row.state)) throw conflict('WRONG_STATE', `A booking that is ${row.state} cannot be ${done}.`);
}
