import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { notFound, Problem, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { plusMinutes } from '../calendar/beijing.js';
import { SupplyPolicies } from '../policy/policies.js';
import { lastStartOf } from '../supply/seat.js';
import { findSession } from '../supply/supply.store.js';
import { Door } from '../unit/door.js';
import type { UnitRequest } from '../unit/request.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { findReservation } from '../unit/reservation.store.js';
import { Turn } from '../unit/turn.js';
import { requireSelfService } from './batch.js';
import { type Booking, type BookingRequest, bookingView, SELF_SERVICE } from './booking.dto.js';

const FORTNIGHT_MINUTES = 14 * 24 * 60;

/** What a hospital does to a booking, on a turn that holds its session. */
type Act = (turn: Turn, row: Reservation) => Promise<void>;

/** The public channel of a hospital: it books, cancels and checks in its own patients only. */
@Injectable()
export class BookingService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly policies: SupplyPolicies,
    private readonly door: Door,
  ) {}

  /** @throws Problem 409 `NO_UNIT` with the reason and the next free units, `SELF_SERVICE_OFF`; 404 for a session of others */
  async book(write: Write, body: BookingRequest): Promise<Answer<Booking>> {
    const request = await this.database.transaction(SYSTEM, (tx, now) => this.read(tx, now, write.principal, body));
    const outcome = await this.door.ask({ kind: 'booking', write, request });
    if (outcome === undefined) throw new Error('The door has not answered a booking');
    if (outcome instanceof Problem) throw outcome;
    return outcome as Answer<Booking>;
  }

  /** @throws Problem 404 outside the caller's institution */
  async find(principal: Principal, id: string): Promise<Answer<Booking>> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const row = await ownReservation(tx, principal, id);
      const session = await findSession(tx, row.county, row.sessionId);
      if (!session) throw notFound();
      return { status: 200, body: bookingView(row, session), version: row.version };
    });
  }

  cancel(write: Write, id: string): Promise<Answer<Booking>> {
    return this.act(write, id, async (turn, row) => {
      requireState(row, ['confirmed'], 'cancelled');
      turn.stock.free(row, 'cancelled', 'cancel', turn.now, write.principal.account);
      await turn.serveWaiting();
    });
  }

  /** A patient who comes late the same day is still taken (domain §7.6). */
  arrive(write: Write, id: string): Promise<Answer<Booking>> {
    return this.act(write, id, async (turn, row) => {
      requireState(row, ['confirmed', 'no-show'], 'checked in');
      turn.stock.change(row, { state: 'arrived', endedAt: null });
      turn.stock.write(turn.stock.shelfOf(row), 'use', {}, write.principal.account, row.id);
    });
  }

  private act(write: Write, id: string, act: Act): Promise<Answer<Booking>> {
    const version = requireIfMatch(write);
    return this.writes.perform(
      write,
      async (tx, now) => {
        const found = await ownReservation(tx, write.principal, id);
        const turn = new Turn(tx, now, await this.policies.at(tx, now, [found.county]), found.county);
        const [shelf] = await turn.lock([{ county: found.county, id: found.sessionId }]);
        const row = await ownReservation(tx, write.principal, id);
        if (row.referralId !== null)
          throw conflict('REFERRAL_BOOKING', 'This unit belongs to a referral: act on the referral.');
        if (row.version !== version) throw staleVersion(row.version);
        await act(turn, row);
        await turn.save();
        await turn.tell();
        const session = shelf?.session;
        if (!session) throw notFound();
        return { status: 201, body: bookingView(row, session), version: row.version };
      },
      SYSTEM,
    );
  }

  private async read(tx: EntityManager, now: Date, principal: Principal, body: BookingRequest): Promise<UnitRequest> {
    const { county, institution, account } = principal;
    const session = body.sessionId === undefined ? undefined : await findSession(tx, county, body.sessionId);
    if (body.sessionId !== undefined && session?.institution !== institution) throw notFound();
    const pool = session?.pool ?? body.pool;
    const group = session?.group ?? body.group;
    if (pool === undefined || group === undefined) throw new Error('The validation let an incomplete booking pass');
    if (SELF_SERVICE.includes(body.channel)) {
      const book = await this.policies.at(tx, now, [county]);
      await requireSelfService({ tx, now, book }, county, institution, body.patientId);
    }
    const earliest = body.earliest === undefined ? now : new Date(body.earliest);
    return {
      asker: 'public',
      pool,
      group,
      sessionId: body.sessionId,
      doctorId: body.doctorId,
      earliest: session ? session.startsAt : earliest,
      latest: session
        ? lastStartOf(session)
        : body.latest === undefined
          ? plusMinutes(earliest, FORTNIGHT_MINUTES)
          : new Date(body.latest),
      candidates: [{ county, institution }],
      patientId: body.patientId,
      purpose: 'booking',
      channel: body.channel,
      actor: account,
    };
  }
}

async function ownReservation(tx: EntityManager, { county, institution }: Principal, id: string): Promise<Reservation> {
  const row = await findReservation(tx, [county], id);
  if (row?.institution !== institution) throw notFound();
  return row;
}

function requireState(row: Reservation, states: readonly string[], done: string): void {
  if (!states.includes(row.state)) throw conflict('WRONG_STATE', `A booking that is ${row.state} cannot be ${done}.`);
}

const conflict = (code: string, detail: string): Problem => new Problem({ status: 409, code, detail });
