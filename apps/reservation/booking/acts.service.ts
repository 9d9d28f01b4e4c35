import { Injectable } from '@nestjs/common';
import { SYSTEM } from '#service/database/database.js';
import { conflict, notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { SupplyPolicies } from '../policy/policies.js';
import { moveInSeries } from '../series/series.store.js';
import type { SessionKey } from '../supply/session.entity.js';
import { isPart, type Reservation } from '../unit/reservation.entity.js';
import { Turn } from '../unit/turn.js';
import { arrive, cancel, move, recordNoShow } from './acts.js';
import { type Booking, bookingView } from './booking.dto.js';
import { ownReservation, ownSession } from './own.js';

/** What happens to a booking, on a turn that holds its session; @returns the booking as it is then. */
type Act = (turn: Turn, row: Reservation) => Reservation | Promise<Reservation>;

/** What a hospital does to its bookings: each act one transaction, with the booking's session locked. */
@Injectable()
export class BookingActs {
  constructor(
    private readonly writes: Writes,
    private readonly policies: SupplyPolicies,
  ) {}

  /** @throws Problem 409 `TOO_LATE` for a hospital's system after `cancel.until` */
  cancel(write: Write, id: string): Promise<Answer<Booking>> {
    return this.act(write, id, (turn, row) => cancel(turn, unreferred(row), write.principal));
  }

  /** Also for what only goes with the main unit of a referral: nobody else says that its patient has come. */
  arrive(write: Write, id: string): Promise<Answer<Booking>> {
    return this.act(write, id, (turn, row) => arrive(turn, isPart(row) ? row : unreferred(row), write.principal));
  }

  /** Also for the unit of a referral: it hears of it as from the timer (T18). */
  miss(write: Write, id: string): Promise<Answer<Booking>> {
    return this.act(write, id, (turn, row) => recordNoShow(turn, row, write.principal));
  }

  /** @throws Problem 409 `NO_UNIT` with the next options: then the booking is as it was */
  async reschedule(write: Write, id: string, sessionId: string): Promise<Answer<Booking>> {
    const { principal } = write;
    const target = { county: principal.county, id: sessionId };
    const answer = await this.act(
      write,
      id,
      async (turn, row) => move(turn, unreferred(row), await ownSession(turn.tx, principal, sessionId), principal),
      [target],
    );
    return { ...answer, location: `/v1/bookings/${answer.body.id}` };
  }

  /** @param others sessions to be locked as well, in the one order of locks */
  private async act(write: Write, id: string, act: Act, others: readonly SessionKey[] = []): Promise<Answer<Booking>> {
    const version = requireIfMatch(write);
    return this.writes.perform(
      write,
      async (tx, now) => {
        const found = await ownReservation(tx, write.principal, id);
        const turn = new Turn(tx, now, await this.policies.at(tx, now, [found.county]), found.county);
        await turn.lock([{ county: found.county, id: found.sessionId }, ...others]);
        const read = await ownReservation(tx, write.principal, id);
        // A move in between: the session that is locked is no more the booking's.
        if (read.version !== version || read.sessionId !== found.sessionId) throw staleVersion(read.version);
        const row = await act(turn, turn.stock.changed.get(id) ?? read);
        await turn.save();
        if (row.id !== id) await moveInSeries(tx, row.county, id, row.id);
        await turn.tell();
        const session = turn.stock.shelfOf(row)?.session;
        if (!session) throw notFound();
        return { status: 201, body: bookingView(row, session, now), version: row.version };
      },
      SYSTEM,
    );
  }
}

/** @throws Problem 409 `REFERRAL_BOOKING` */
function unreferred(row: Reservation): Reservation {
  if (row.referralId === null) return row;
  const detail = 'This unit belongs to a referral: act on the referral.';
  throw conflict('REFERRAL_BOOKING', detail);
}
