import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { earlier, instantOf, later, localDate, plusMinutes } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { SupplyPolicies } from '../policy/policies.js';
import { lastStartOf } from '../supply/seat.js';
import type { Session } from '../supply/session.entity.js';
import { Door } from '../unit/door.js';
import type { UnitRequest } from '../unit/request.js';
import { requireSelfService } from './batch.js';
import { type Booking, type BookingQuery, type BookingRequest, bookingView, SELF_SERVICE } from './booking.dto.js';
import { type Booked, listBookings, withSessions } from './bookings.store.js';
import { ownReservation, ownSession } from './own.js';

const FORTNIGHT_MINUTES = 14 * 24 * 60;
const YEAR_MINUTES = 365 * 24 * 60;

/** The public channel of a hospital: it books for, and sees, its own patients only. */
@Injectable()
export class BookingService {
  constructor(
    private readonly database: Database,
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
    return this.database.transaction(scopeOf(principal), async (tx, now) => {
      const row = await ownReservation(tx, principal, id);
      const session = await ownSession(tx, principal, row.sessionId);
      return { status: 200, body: bookingView(row, session, now), version: row.version };
    });
  }

  /** Bookings of the caller's institution, the earliest first. @throws Problem 404 for a session of others */
  list(principal: Principal, query: BookingQuery): Promise<Page<Booking>> {
    const { county, institution } = principal;
    const after = readCursor(query.cursor, 'instant', 'uuid');
    return this.database.transaction(scopeOf(principal), async (tx, now) => {
      const session = query.session === undefined ? undefined : await ownSession(tx, principal, query.session);
      const rows = await listBookings(tx, now, {
        ...{ county, institution, session, after, state: query.state, patient: query.patient },
        from: query.from === undefined ? startOf(query, now) : new Date(query.from),
        to: query.to === undefined ? plusMinutes(now, YEAR_MINUTES) : new Date(query.to),
        limit: query.limit + 1,
      });
      const page = await withSessions(tx, rows);
      const view = ({ row, session: of }: Booked) => bookingView(row, of, now);
      return toPage(page, query.limit, view, ({ row }) => [row.startsAt.toISOString(), row.id]);
    });
  }

  private async read(tx: EntityManager, now: Date, principal: Principal, body: BookingRequest): Promise<UnitRequest> {
    const { county, institution, account } = principal;
    const session = body.sessionId === undefined ? undefined : await ownSession(tx, principal, body.sessionId);
    const pool = session?.pool ?? body.pool;
    const group = session?.group ?? body.group;
    if (pool === undefined || group === undefined) throw new Error('The validation let an incomplete booking pass');
    if (SELF_SERVICE.includes(body.channel)) {
      const book = await this.policies.at(tx, now, [county]);
      await requireSelfService({ tx, now, book }, county, institution, body.patientId);
    }
    return {
      asker: 'public',
      pool,
      group,
      sessionId: body.sessionId,
      doctorId: body.doctorId,
      ...windowOf(body, session, now),
      candidates: [{ county, institution }],
      patientId: body.patientId,
      purpose: 'booking',
      channel: body.channel,
      actor: account,
      ...(body.externalId === undefined ? {} : { external: { id: body.externalId, contentHash: contentHash(body) } }),
    };
  }
}

/** When the unit may begin: of one session any of its seats, unless the caller wants some of its hours only. */
function windowOf(
  body: BookingRequest,
  session: Session | undefined,
  now: Date,
): Pick<UnitRequest, 'earliest' | 'latest'> {
  const earliest = body.earliest === undefined ? now : new Date(body.earliest);
  const latest = body.latest === undefined ? undefined : new Date(body.latest);
  if (!session) return { earliest, latest: latest ?? plusMinutes(earliest, FORTNIGHT_MINUTES) };
  const last = lastStartOf(session);
  return {
    earliest: body.earliest === undefined ? session.startsAt : later(session.startsAt, earliest),
    latest: earlier(last, latest ?? last),
  };
}

/** Without a narrower question a list begins today; what a patient had counts as well. */
function startOf({ patient }: BookingQuery, now: Date): Date {
  return patient === undefined ? instantOf(localDate(now), { days: 0, at: '00:00' }) : new Date(0);
}

/** The same content under one name is the same booking, in whatever order a client writes it. */
function contentHash({
  sessionId,
  pool,
  group,
  doctorId,
  earliest,
  latest,
  patientId,
  channel,
}: BookingRequest): string {
  const content = [sessionId, pool, group, doctorId, earliest, latest, patientId, channel];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
