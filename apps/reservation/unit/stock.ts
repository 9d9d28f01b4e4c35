import { v7 } from 'uuid';
import type { LedgerKind } from '../ledger/entry.entity.js';
import type { NewEntry } from '../ledger/ledger.store.js';
import { COUNTER_NAMES, type Counters, type Deltas, NOTHING } from '../reserve/counters.js';
import { giveBack } from '../reserve/rule.js';
import { withoutSeat } from '../supply/seat.js';
import { keyOf, type Session, type SessionKey } from '../supply/session.entity.js';
import { type Allotment, busyTime, freshAfter } from './allot.js';
import type { NewReservation } from './insert.store.js';
import type { Reservation } from './reservation.entity.js';

/** How a hold or booking begins. */
export interface Beginning {
  now: Date;
  gapMinutes: number;
  holdUntil: Date | null;
  noShowAt: Date | null;
}

/** A locked session. */
export interface Shelf {
  session: Session;
  /** What this transaction has done to the counters so far: the sum of its ledger entries. */
  deltas: Counters;
  /** A unit became free here: the wait list comes first. */
  freed: boolean;
}

/**
 * The sessions that one transaction holds locked. Changes are made here in memory and written later as sets; every
 * change of a counter is a ledger entry, so that the two cannot part.
 */
export class Stock {
  readonly shelves = new Map<string, Shelf>();
  readonly entries: NewEntry[] = [];
  readonly added: NewReservation[] = [];
  readonly changed = new Map<string, Reservation>();

  put(sessions: readonly Session[]): Shelf[] {
    return sessions.map((session) => {
      const shelf = { session, deltas: { ...NOTHING }, freed: false };
      this.shelves.set(keyOf(session), shelf);
      return shelf;
    });
  }

  /** @throws Error for a session that is not locked */
  shelf(key: SessionKey): Shelf {
    const shelf = this.shelves.get(keyOf(key));
    if (!shelf) throw new Error('The session is not locked');
    return shelf;
  }

  shelfOf(row: Reservation): Shelf {
    return this.shelf({ county: row.county, id: row.sessionId });
  }

  /** Gives an allotted seat. */
  take({ request, session, verdict, seat, time }: Allotment, beginning: Beginning): Reservation {
    const shelf = this.shelf(session);
    const booked = request.purpose === 'booking';
    const row: Reservation = {
      county: session.county,
      id: v7(),
      version: 1,
      sessionId: session.id,
      seat,
      institution: session.institution,
      pool: session.pool,
      group: session.group,
      startsAt: time.startsAt,
      state: booked ? 'confirmed' : 'held',
      occupies: true,
      taker: verdict.taker,
      fromReserve: verdict.fromReserve,
      extra: verdict.extra,
      channel: request.channel,
      patientId: request.patientId,
      entitlement: request.entitlement ?? null,
      urgencyClass: request.urgencyClass ?? null,
      referralCounty: request.referral?.county ?? null,
      referralId: request.referral?.id ?? null,
      hop: request.referral?.hop ?? null,
      referringInstitution: request.referringInstitution ?? null,
      waitEntryId: request.waitEntryId ?? null,
      createdAt: beginning.now,
      holdUntil: beginning.holdUntil,
      extended: false,
      extensions: 0,
      bundleId: request.bundleId ?? null,
      bundlePart: request.bundlePart ?? null,
      confirmedAt: booked ? beginning.now : null,
      noShowAt: beginning.noShowAt,
      endedAt: null,
      externalId: request.external?.id ?? null,
      contentHash: request.external?.contentHash ?? null,
      late: false,
    };
    for (const step of verdict.steps) {
      const kind = booked && step.kind === 'hold' ? 'confirm' : step.kind;
      this.write(shelf, kind, step.deltas, request.actor, row.id);
    }
    shelf.session.freshUnits = freshAfter(shelf.session.freshUnits, verdict.taker);
    Object.assign(shelf.session, withoutSeat(shelf.session, seat));
    expectEnd(shelf.session, row.holdUntil);
    this.added.push({ row, busy: busyTime(session.pool, time, request.asker, beginning.gapMinutes) });
    return row;
  }

  /** Ends a reservation and gives its unit back to where it came from (domain §7.6). */
  free(
    row: Reservation,
    state: 'cancelled' | 'expired' | 'no-show' | 'displaced',
    kind: LedgerKind,
    now: Date,
    actor: string,
    reason?: string,
  ): void {
    const shelf = this.shelfOf(row);
    const { back, release } = giveBack(row.taker, row.extra, shelf.session, shelf.session.stage);
    this.write(shelf, kind, back, actor, row.id, reason);
    if (release.released) this.write(shelf, 'cancel-after-release', release, actor, row.id);
    shelf.session.freedSeats = [...shelf.session.freedSeats, row.seat];
    shelf.freed ||= !row.extra;
    this.change(row, { state, occupies: false, endedAt: now });
  }

  /** A new state of a reservation that keeps its seat. */
  change(row: Reservation, change: Partial<Reservation>): void {
    Object.assign(row, change, { version: row.version + 1 });
    if (change.holdUntil) expectEnd(this.shelfOf(row).session, change.holdUntil);
    this.changed.set(row.id, row);
  }

  /** Remembers when a hold ends, so that its session looks for dead holds then. */
  expectEnd(row: Reservation): void {
    expectEnd(this.shelfOf(row).session, row.holdUntil);
  }

  /** Adds a ledger entry, and its deltas to the counters. */
  write(shelf: Shelf, kind: LedgerKind, deltas: Deltas, actor: string, reservationId?: string, reason?: string): void {
    const { county, id } = shelf.session;
    this.entries.push({ county, sessionId: id, kind, deltas, actor, reason, reservationId });
    for (const name of COUNTER_NAMES) {
      shelf.deltas[name] += deltas[name] ?? 0;
      shelf.session[name] += deltas[name] ?? 0;
    }
  }

  /** Sessions whose row must be written. */
  touched(): Shelf[] {
    const keys = new Set(this.entries.map((entry) => keyOf({ county: entry.county, id: entry.sessionId })));
    for (const row of this.changed.values()) keys.add(keyOf({ county: row.county, id: row.sessionId }));
    return [...this.shelves.values()].filter(({ session }) => keys.has(keyOf(session)));
  }
}

function expectEnd(session: Session, holdUntil: Date | null): void {
  if (holdUntil && (session.firstHoldEnd === null || holdUntil < session.firstHoldEnd))
    session.firstHoldEnd = holdUntil;
}
