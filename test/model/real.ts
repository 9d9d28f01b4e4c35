import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { Writes } from '#service/write/writes.js';
import { BookingActs } from '../../apps/reservation/booking/acts.service.js';
import { SupplyPolicies } from '../../apps/reservation/policy/policies.js';
import type { Session } from '../../apps/reservation/supply/session.entity.js';
import { choose, confirm } from '../../apps/reservation/unit/asked.js';
import type { Move } from '../../apps/reservation/unit/moves.js';
import { accept, arrive, release } from '../../apps/reservation/unit/steps.js';
import { changeTo } from '../reservation/changing.js';
import { writeOf } from '../reservation/desk.js';
import { at, COUNTY, HOSPITAL, later, Room, referral } from '../reservation/room.js';
import { emptyBooks, setClock, stopClock } from '../reservation/stopped-clock.js';
import { runClock } from '../reservation/ticking.js';
import type { Clinic, Request } from './clinic.js';
import type { Minute, Who } from './session.js';

export interface Slot {
  doctor: string;
  start: Minute;
  end: Minute;
  capacity: number;
}

const GROUP = '03.04';
const instant = (minute: Minute): Date => new Date(at(0, '00:00').getTime() + minute * 60_000);
const patientId = (patient: number): string => `00000000-0000-4000-8000-${String(patient).padStart(12, '0')}`;

/** What sessions, units and wait list look like: by it model and database are compared. */
export interface Picture {
  sessions: Record<string, number | string>[];
  units: { name: number; doctor: string; state: string; taker: string }[];
  entries: { name: number; state: string }[];
}

export interface UnitRow {
  name: number;
  doctor: string;
  state: 'held' | 'confirmed' | 'arrived' | 'no-show';
  taker: Who;
  extra: boolean;
  extended: boolean;
  until: Minute;
}

export interface EntryRow {
  name: number;
  state: 'waiting' | 'offered' | 'taken' | 'left';
  doctor: string | null;
  displaced: boolean;
  since: Minute;
  offered: boolean;
}

export interface SessionRow {
  doctor: string;
  capacity: number;
  extra: number;
  reserve: number;
  released: number;
}

/** The same by the ids of the database; an empty table gives null. */
interface Keyed {
  sessions: Picture['sessions'] | null;
  units: { key: string; doctor: string; state: string; taker: string }[] | null;
  entries: { key: string; state: string }[] | null;
}

/** The product behind the words of the model: the real door, moves and clock on a real database. */
export class RealClinic {
  private readonly events = new Map<number, ReturnType<typeof referral>>();
  private readonly names = new Map<string, number>();
  private readonly bookings = new Map<number, string>();
  private readonly sessions = new Map<string, Session>();
  private readonly desk: BookingActs;

  private constructor(readonly room: Room) {
    this.desk = new BookingActs(new Writes(room.database), new SupplyPolicies());
  }

  static async open(room?: Room): Promise<RealClinic> {
    if (room) return new RealClinic(room);
    const fresh = await Room.open();
    await stopClock(fresh);
    return new RealClinic(fresh);
  }

  /** An empty clinic at a time of the past or future. */
  async restart(now: Minute): Promise<RealClinic> {
    await emptyBooks(this.room);
    const next = new RealClinic(this.room);
    await next.setClock(now);
    return next;
  }

  async publish(slots: readonly Slot[]): Promise<void> {
    const drafts = slots.map(({ doctor, start, end, capacity }) => ({
      externalId: doctor,
      pool: 'expert-slot' as const,
      group: GROUP,
      doctorId: doctor,
      startsAt: instant(start),
      endsAt: instant(end),
      place: 'Room 12',
      capacity,
    }));
    for (const { session } of await this.room.publish(drafts)) this.sessions.set(session.doctorId ?? '', session);
    await runClock(this.room.clock);
  }

  /** All in one batch of the door. */
  async ask(requests: readonly Request[], now: Minute): Promise<void> {
    await Promise.all(requests.map((request) => this.askOne(request, now)));
  }

  async passTo(now: Minute): Promise<void> {
    await this.setClock(now);
    await runClock(this.room.clock);
  }

  setClock(now: Minute): Promise<void> {
    return setClock(this.room, instant(now));
  }

  accept(name: number): Promise<void> {
    return this.move(name, accept);
  }

  async confirm(name: number): Promise<void> {
    const event = this.events.get(name);
    const [unit] = await this.room.rows<{ id: string }>(
      `SELECT id FROM reservation WHERE referral_id = $1 AND state = 'held'`,
      [event?.data.referralId],
    );
    await this.move(name, confirm, { reservationId: unit?.id ?? v7() });
  }

  arrive(name: number): Promise<void> {
    return this.move(name, arrive, { transition: 'T16' });
  }

  choose(name: number, doctor: string): Promise<void> {
    return this.move(name, choose, { sessionId: this.sessions.get(doctor)?.id ?? '' });
  }

  async cancel(name: number): Promise<void> {
    const booking = this.bookings.get(name);
    if (booking === undefined) return this.move(name, release, {}, true);
    const write = writeOf({ ifMatch: 1 });
    // The desk may do it late, too.
    const principal: Principal = { ...write.principal, roles: ['referral-desk'] };
    await this.desk.cancel({ ...write, principal }, booking);
  }

  /** @returns the numbers of those who lost a unit to which the hospital's desk must find another */
  async change(doctor: string, capacity: number): Promise<{ displaced: number; tasks: number[] }> {
    const { displacements } = await changeTo(this.room, this.sessions.get(doctor) as Session, capacity);
    const tasks: number[] = [];
    for (const { referralId, reservationId, newReservationId, state } of displacements) {
      const name = this.names.get(referralId ?? reservationId) ?? Number.NaN;
      if (state === 'open-task') tasks.push(name);
      if (referralId !== null || newReservationId === null) continue;
      this.names.set(newReservationId, name);
      this.bookings.set(name, newReservationId);
    }
    return { displaced: displacements.length, tasks };
  }

  /** The rows behind the picture, for the model to take over. */
  async rows(): Promise<{ units: UnitRow[]; entries: EntryRow[]; sessions: SessionRow[] }> {
    const minutes = (column: string) => `round(extract(epoch FROM ${column} - $1) / 60)::int`;
    const midnight = [instant(0)];
    const named = <Row extends { key: string }>(rows: Row[]) =>
      rows.map((row) => ({ ...row, name: this.names.get(row.key) ?? Number.NaN }));
    const units = await this.room.rows<UnitRow & { key: string }>(
      `SELECT coalesce(r.referral_id, r.id) AS key, s.doctor_id AS doctor, r.state, r.taker, r.extra, r.extended,
         coalesce(${minutes('r.hold_until')}, 0) AS until
         FROM reservation r JOIN session s ON s.county = r.county AND s.id = r.session_id WHERE r.occupies ORDER BY r.id`,
      midnight,
    );
    const entries = await this.room.rows<EntryRow & { key: string }>(
      `SELECT referral_id AS key, state, doctor_id AS doctor, displaced, ${minutes('waiting_since')} AS since,
         offered_at IS NOT NULL AS offered FROM wait_entry ORDER BY id`,
      midnight,
    );
    const sessions = await this.room.rows<SessionRow>(
      'SELECT doctor_id AS doctor, capacity, extra, reserve, released FROM session',
    );
    return { units: named(units), entries: named(entries), sessions };
  }

  async picture(): Promise<Picture> {
    const [row] = await this.room.rows<Keyed>(`SELECT
      (SELECT json_agg(json_build_object('doctor', doctor_id, 'capacity', capacity, 'extra', extra, 'reserve', reserve,
        'released', released, 'family', family_taken, 'other', other_taken, 'public', public_taken, 'emergency', emergency_taken,
        'stage', stage)) FROM session) AS sessions,
      (SELECT json_agg(json_build_object('key', coalesce(r.referral_id, r.id), 'doctor', s.doctor_id, 'state', r.state, 'taker', r.taker))
         FROM reservation r JOIN session s ON s.county = r.county AND s.id = r.session_id WHERE r.occupies) AS units,
      (SELECT json_agg(json_build_object('key', referral_id, 'state', state)) FROM wait_entry) AS entries`);
    const name = (key: string) => this.names.get(key) ?? Number.NaN;
    return ordered({
      sessions: row?.sessions ?? [],
      units: (row?.units ?? []).map(({ key, ...unit }) => ({ name: name(key), ...unit })),
      entries: (row?.entries ?? []).map(({ key, state }) => ({ name: name(key), state })),
    });
  }

  private async askOne(request: Request, now: Minute): Promise<void> {
    const session = this.sessions.get(request.doctor ?? '');
    if (request.who === 'public') {
      if (!session) throw new Error('a booking names its session');
      const outcome = await this.room.book(session, { patientId: patientId(request.patient) });
      if (outcome.status !== 201 || !('body' in outcome)) return;
      this.names.set(outcome.body.id, request.name);
      this.bookings.set(request.name, outcome.body.id);
      return;
    }
    const event = referral(
      { patientId: patientId(request.patient), referralNo: String(request.name).padStart(6, '0') },
      {
        entitlement: { family: 'family-doctor', other: 'open', emergency: 'emergency' }[request.who] as 'open',
        urgencyClass: request.urgency,
        doctorId: request.doctor,
        earliest: at(14, '00:00').toISOString(),
        latest: at(-1, '00:00').toISOString(),
        decideBy: instant(now + request.decideIn).toISOString(),
        candidates: [{ county: COUNTY, institution: HOSPITAL }],
        referringInstitution: `990101T0${request.from + 1}`,
      },
    );
    this.events.set(request.name, event);
    this.names.set(event.data.referralId, request.name);
    await this.room.submit(event);
  }

  private async move(name: number, move: Move<never>, change: object = {}, ended = false): Promise<void> {
    const event = this.events.get(name);
    if (!event) throw new Error(`nobody has the number ${name}`);
    const next = later(event);
    this.events.set(name, next);
    await this.room.moves.apply({ ...next, data: { ...next.data, ...change } } as never, move, ended);
  }
}

/** The same picture as the model sees it. */
export function pictureOf(clinic: Clinic): Picture {
  return ordered({
    sessions: clinic.sessions.map((session) => ({
      doctor: session.doctor,
      capacity: session.capacity,
      extra: session.extra,
      reserve: session.reserve,
      released: session.released,
      ...session.taken,
      stage: session.stage,
    })),
    units: clinic.units.map(({ request, session, state, standing }) => ({
      name: request.name,
      doctor: session.doctor,
      state,
      taker: standing,
    })),
    entries: clinic.entries.map(({ request, state }) => ({ name: request.name, state })),
  });
}

function ordered({ sessions, units, entries }: Picture): Picture {
  return {
    sessions: [...sessions].sort((a, b) => String(a['doctor']).localeCompare(String(b['doctor']))),
    units: [...units].sort((a, b) => a.name - b.name || a.doctor.localeCompare(b.doctor)),
    entries: [...entries].sort((a, b) => a.name - b.name || a.state.localeCompare(b.state)),
  };
}
