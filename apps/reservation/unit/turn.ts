import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { MessageName } from '#contracts/catalogue.js';
import type { Unit } from '#contracts/parts.js';
import { addToOutbox, type NewMessage } from '#messaging/outbox.js';
import { earlier } from '#service/calendar/local-time.js';
import type { Lack } from '../bundle/serve-bundle.js';
import { endWaits } from '../change/displacement.store.js';
import { appendEntries } from '../ledger/ledger.store.js';
import { type PolicyBook, SupplyPolicies } from '../policy/policies.js';
import { keyOf, type Session, type SessionKey } from '../supply/session.entity.js';
import { countSessions, lockFreeSessions, lockSessions } from '../supply/session.store.js';
import { offerFreed, returnToList } from '../wait-list/offer.js';
import { placesOf } from '../wait-list/place.store.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import { insertEntries, updateEntries } from '../wait-list/wait-list.store.js';
import type { Allotment } from './allot.js';
import { expired, held, placeOf, referralOf, unavailable, unitOf } from './answers.js';
import { beginningOf } from './beginning.js';
import { insertReservations } from './insert.store.js';
import { optionsAfter } from './options.js';
import { isDead, isPart, type Reservation } from './reservation.entity.js';
import { type BusyTime, readHolds, updateReservations } from './reservation.store.js';
import { type Beginning, type Shelf, Stock } from './stock.js';

/**
 * One transaction's turn at the supply: which sessions it has locked, what it changes, whom it must tell. Each table is
 * written once, at the end. Order of locks: claim, wait entries, sessions by (county, id).
 */
export class Turn {
  readonly stock = new Stock();
  readonly gapMinutes: number;
  /** Wait entries read or made in this turn, as they will be written. */
  readonly entries = new Map<string, WaitEntry>();
  private readonly newEntries: WaitEntry[] = [];
  private readonly changedEntries = new Set<WaitEntry>();
  private readonly lapsed: Reservation[] = [];
  private readonly passedOver: { entry: WaitEntry; lacks: readonly Lack[] }[] = [];
  private readonly messages: NewMessage<MessageName>[] = [];

  constructor(
    readonly tx: EntityManager,
    readonly now: Date,
    public book: PolicyBook,
    county: string,
  ) {
    this.gapMinutes = book.of(county, '').gapMinutes();
  }

  /** Reads the rules of counties in which this turn may find a unit, beside those that it began with. */
  async readRulesOf(counties: Iterable<string>): Promise<void> {
    const unread = [...new Set(counties)].filter((county) => !this.book.knows(county));
    if (unread.length > 0) this.book = this.book.with(await new SupplyPolicies().at(this.tx, this.now, unread));
  }

  isLocked(key: SessionKey): boolean {
    return this.stock.shelves.has(keyOf(key));
  }

  /**
   * Locks sessions, lets dead holds go and offers what they held to the wait list.
   * @param locking `skip` leaves those that another transaction holds unlocked
   */
  async lock(keys: readonly SessionKey[], locking: 'wait' | 'skip' = 'wait'): Promise<Shelf[]> {
    const shelves = await this.lockUnserved(keys, locking);
    await this.serveWaiting(shelves);
    return shelves;
  }

  /** As `lock`, but the wait list is served later: what is free now may not be there after a change of supply. */
  async lockUnserved(keys: readonly SessionKey[], locking: 'wait' | 'skip' = 'wait'): Promise<Shelf[]> {
    const missing = new Map(keys.filter((key) => !this.isLocked(key)).map((key) => [keyOf(key), key]));
    if (missing.size === 0) return [];
    const lockThem = locking === 'wait' ? lockSessions : lockFreeSessions;
    return this.takeUp(await lockThem(this.tx, [...missing.values()]));
  }

  /** Takes up sessions that are locked already. */
  async open(sessions: readonly Session[]): Promise<Shelf[]> {
    const shelves = await this.takeUp(sessions);
    await this.serveWaiting(shelves);
    return shelves;
  }

  private async takeUp(sessions: readonly Session[]): Promise<Shelf[]> {
    if (sessions.length === 0) return [];
    const shelves = this.stock.put(sessions);
    const lapsed = await this.endDead(sessions);
    await returnToList(this, lapsed);
    this.lapsed.push(...lapsed);
    return shelves;
  }

  /** Holds past their time leave their seats; read only where one may be. */
  private async endDead(sessions: readonly Session[]): Promise<Reservation[]> {
    const due = sessions.filter(({ firstHoldEnd }) => firstHoldEnd !== null && firstHoldEnd <= this.now);
    if (due.length === 0) return [];
    const holds = await readHolds(this.tx, due);
    const dead = holds.filter((row) => isDead(row, this.now));
    for (const session of due) session.firstHoldEnd = null;
    for (const row of dead) this.stock.free(row, 'expired', 'hold-expire', this.now, 'system');
    for (const row of holds) if (!isDead(row, this.now)) this.stock.expectEnd(row);
    return dead;
  }

  /** Offers freed units to the wait list, before anybody else may have them (domain §7.6). */
  async serveWaiting(shelves: Iterable<Shelf> = this.stock.shelves.values()): Promise<void> {
    for (const shelf of shelves) {
      if (shelf.freed) await offerFreed(this, shelf);
      shelf.freed = false;
    }
  }

  /** When patients are elsewhere, as this turn will leave it: what it ends keeps nobody busy, what it gives does (V08). */
  stillBusy(times: readonly BusyTime[]): BusyTime[] {
    const ended = ({ id }: BusyTime) => this.stock.changed.get(id)?.occupies === false;
    const given = this.stock.added.flatMap(({ row, busy }) =>
      busy ? [{ ...busy, id: row.id, patientId: row.patientId }] : [],
    );
    return [...times, ...given].filter((time) => !ended(time));
  }

  /** Gives an allotted unit and tells the referral. */
  take(allotment: Allotment): Reservation {
    const { request, session, time } = allotment;
    const row = this.stock.take(allotment, beginningOf(this, request, session, time.startsAt));
    const { referral, purpose, causeId, replaces } = request;
    if (referral && purpose !== 'booking' && replaces === undefined)
      this.say(held({ row, session, referral, now: this.now, causeId }, purpose));
    return row;
  }

  /** Gives all units of a bundle, the main one first, held to one end: the first that binds any of them. */
  takeTogether(allotments: readonly Allotment[]): Reservation {
    const bundleId = v7();
    const begun = allotments.map((one) => beginningOf(this, one.request, one.session, one.time.startsAt));
    const ends = begun.flatMap(({ holdUntil }) => holdUntil ?? []);
    const holdUntil = ends.length > 0 ? ends.reduce(earlier) : null;
    const rows = allotments.map(({ request, ...one }, at) =>
      this.stock.take({ ...one, request: { ...request, bundleId } }, { ...(begun[at] as Beginning), holdUntil }),
    );
    const [main, ...parts] = rows as [Reservation, ...Reservation[]];
    const { session, request } = allotments[0] as Allotment;
    const { referral, purpose, causeId, replaces } = request;
    if (referral && purpose !== 'booking' && replaces === undefined)
      this.say(held({ row: main, parts: this.unitsOf(parts), session, referral, now: this.now, causeId }, purpose));
    return main;
  }

  /** What goes with a main unit, as others may know it. */
  unitsOf(parts: readonly Reservation[]): Unit[] {
    return parts.map((row) => unitOf(row, this.stock.shelfOf(row).session));
  }

  /** An entry that could not have its whole bundle while the next in line got the unit: it is told what was missing. */
  passOver(entry: WaitEntry, lacks: readonly Lack[]): void {
    this.passedOver.push({ entry, lacks });
  }

  addEntry(entry: WaitEntry): void {
    this.entries.set(entry.id, entry);
    this.newEntries.push(entry);
  }

  changeEntry(entry: WaitEntry, change: Partial<WaitEntry>): void {
    Object.assign(entry, change, { version: entry.version + 1 });
    this.entries.set(entry.id, entry);
    this.changedEntries.add(entry);
  }

  say(message: NewMessage<MessageName>): void {
    this.messages.push(message);
  }

  /** Writes everything but the messages: what is asked of the database after this sees it. */
  async save(): Promise<void> {
    const { tx, stock } = this;
    const added = new Set(stock.added.map(({ row }) => row));
    await updateReservations(
      tx,
      [...stock.changed.values()].filter((row) => !added.has(row)),
    );
    await countSessions(tx, stock.touched());
    await insertReservations(tx, stock.added);
    await appendEntries(tx, this.now, stock.entries);
    await updateEntries(
      tx,
      [...this.changedEntries].filter((entry) => !this.newEntries.includes(entry)),
    );
    await insertEntries(tx, this.newEntries);
    const isOver = ({ displaced, state }: WaitEntry) => displaced && (state === 'taken' || state === 'left');
    await endWaits(tx, [...this.changedEntries].filter(isOver), this.now);
  }

  /** Tells what has happened; the last step of a turn. */
  async tell(): Promise<void> {
    // The main unit speaks for its bundle: all of it ends at one time.
    const told = this.lapsed.filter((row) => referralOf(row) !== undefined && !isPart(row));
    const options = await optionsAfter(this, told);
    const entryOf = ({ waitEntryId }: Reservation) => this.entries.get(waitEntryId ?? '');
    const waiting = told.flatMap((row) => entryOf(row) ?? []).filter(({ state }) => state === 'waiting');
    const places = await placesOf(this, waiting);
    told.forEach((row, at) => {
      const referral = referralOf(row);
      const entry = entryOf(row);
      const position = entry && places.get(entry.id);
      const place = position ? placeOf(entry, position) : undefined;
      if (referral) this.say(expired({ row, referral, now: this.now }, options[at] ?? [], place));
    });
    await this.tellPassedOver();
    await addToOutbox(this.tx, this.messages);
  }

  private async tellPassedOver(): Promise<void> {
    const still = this.passedOver.filter(({ entry }) => entry.state === 'waiting');
    if (still.length === 0) return;
    const places = await placesOf(
      this,
      still.map(({ entry }) => entry),
    );
    for (const { entry, lacks } of still)
      this.say(unavailable(entry, places.get(entry.id) ?? 1, [{ institution: entry.institution }], lacks, this.now));
  }
}
