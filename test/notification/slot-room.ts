import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import type { ConsortiumEntitled } from '#contracts/network.events.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import type { SupplyCounted, SupplyLevel } from '#contracts/reservation.events.js';
import type { Principal } from '#service/auth/principal.js';
import { instantOf } from '#service/calendar/local-time.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database } from '#service/database/database.js';
import { Policies } from '#service/rules/policies.js';
import { Timer } from '#service/timer/timer.js';
import { Writes } from '#service/write/writes.js';
import { NoticeService } from '../../apps/notification/notice/notice.service.js';
import { Telling } from '../../apps/notification/notice/telling.js';
import { Reaching } from '../../apps/notification/reach/reaching.js';
import { Reminding } from '../../apps/notification/reminder/reminder.service.js';
import { SlotAlerts } from '../../apps/notification/slot/alerts.service.js';
import type { SlotSubscriptionRequest } from '../../apps/notification/slot/subscription.dto.js';
import { SlotSubscriptions } from '../../apps/notification/slot/subscriptions.service.js';
import { SlotSupply } from '../../apps/notification/slot/supply.service.js';
import { Feeds } from '../../apps/notification/stream/feeds.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { referralMessage } from './messages.js';

export const COUNTY = '990101';
export const HOSPITAL = '990101H01';
export const HOUSE = '990101T01';
const CONSORTIUM = '0198f0c0-0000-7000-8000-0000000000c1';
/** The date of service of all sessions; a Friday. */
export const at = (days: number, time: string): Date => instantOf('2027-03-12', { days, at: time });

/** A notice about units, as its reader has it. */
export interface Heard {
  reader: string;
  event: string;
  id: string;
  referralId: string | null;
  facts: Record<string, unknown>;
}

/** What tells doctors of free units, on a database of its own, without HTTP and broker; two processes on request. */
export class SlotRoom {
  private counted = 0;
  private entitled = 0;
  readonly notices: NoticeService;
  readonly supply: SlotSupply;
  readonly alerts: SlotAlerts;
  readonly reminding: Reminding;
  readonly subscriptions: SlotSubscriptions;

  private constructor(
    readonly fresh: FreshDatabase,
    private readonly source: DataSource,
    readonly database = new Database(source),
  ) {
    const feeds = new Feeds(database);
    const policies = new Policies(database);
    const telling = new Telling(new Reaching(policies));
    this.notices = new NoticeService(database, feeds, telling, policies);
    this.supply = new SlotSupply(database);
    this.alerts = new SlotAlerts(database, feeds, new Timer(), telling, policies);
    this.reminding = new Reminding(database, feeds, new Timer(), telling);
    this.subscriptions = new SlotSubscriptions(database, new Writes(database), policies);
  }

  static async open(): Promise<SlotRoom> {
    const fresh = await freshDatabase('notification');
    await fresh.pool.query(`INSERT INTO notification.demo_marker (county) VALUES ('${COUNTY}')`);
    // Specs name fixed dates: they must also hold once these are past.
    await fresh.pool.query('ALTER TABLE notification.business_clock DROP CONSTRAINT business_clock_ahead_check');
    const options = { url: fresh.url, service: 'notification', entities: [], poolSize: 6 };
    return new SlotRoom(fresh, await serviceDataSource(options).initialize());
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.fresh.drop();
  }

  /** Nothing has happened yet. */
  async empty(): Promise<void> {
    this.entitled = 0;
    const tables = [
      'reserve_circle',
      'reserve_doctor',
      'slot_level',
      'slot_waiting',
      'slot_subscription',
      'slot_turn',
      'reminder',
      'reminder_course',
      'delivery_attempt',
      'delivery',
    ];
    await this.fresh.pool.query(
      // Past the trigger that lets business time only go forward: each story begins on the same morning.
      `BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL search_path = notification; DELETE FROM business_clock; DELETE FROM notice; DELETE FROM slot_told;
       DELETE FROM slot_alert_session; DELETE FROM slot_alert; DELETE FROM audience_counter;
       ${tables.map((table) => `DELETE FROM ${table};`).join('')} COMMIT`,
    );
  }

  async moveTo(instant: Date): Promise<void> {
    await this.fresh.pool.query(
      `INSERT INTO notification.business_clock (ahead) VALUES ($1 - now()) ON CONFLICT (demo) DO UPDATE SET ahead = excluded.ahead`,
      [instant],
    );
  }

  /** Referral says who may use the reserve of the hospital. */
  async entitle(doctors: readonly Principal[], hospitals = [HOSPITAL], version = ++this.entitled): Promise<void> {
    const data: ConsortiumEntitled = {
      consortiumId: CONSORTIUM,
      hospitals,
      doctors: doctors.map(({ practitioner, institution }) => ({ practitioner, institution })),
    };
    await this.supply.entitle(envelope('consortium.entitled.v1', version, data));
  }

  /** Reservation says what is left. */
  async count(...levels: SupplyLevel[]): Promise<Envelope<SupplyCounted>> {
    const message = envelope('supply.counted.v1', ++this.counted, { levels });
    await this.supply.count(message);
    return message;
  }

  subscribe(doctor: Principal, request: SlotSubscriptionRequest) {
    const key = v7();
    const write = {
      principal: doctor,
      key,
      requestHash: key,
      method: 'POST',
      path: '/v1/slot-subscriptions',
      waitMs: 0,
    };
    return this.subscriptions.subscribe(write, request);
  }

  /** Lets the time pass in which news is gathered. */
  async gathered(): Promise<void> {
    await this.fresh.pool.query('UPDATE notification.slot_alert SET gather_until = now() WHERE gather_until > now()');
  }

  /** Everything that is due is told. */
  async tell(): Promise<Heard[]> {
    const before = new Set((await this.heard()).map(({ id }) => id));
    await this.alerts.open();
    await this.gathered();
    await this.alerts.runOnce();
    return (await this.heard()).filter(({ id }) => !before.has(id));
  }

  /** Nothing was left of a session, and now there is. */
  async free(units = 1): Promise<SupplyLevel> {
    const session = full();
    await this.count(session);
    await this.tell();
    await this.count({ ...session, protected: units });
    return session;
  }

  async heard(): Promise<Heard[]> {
    const { rows } = await this.fresh.pool.query<Heard>(
      `SELECT split_part(audience, ':', 2) AS reader, event, id, referral_id AS "referralId", facts
         FROM notification.notice WHERE event LIKE 'slot.%' ORDER BY id`,
    );
    return rows;
  }

  async rows<Row extends object>(text: string): Promise<Row[]> {
    return (await this.fresh.pool.query<Row>(text)).rows;
  }
}

export function doctorOf(institution = HOUSE, practitioner: string = randomUUID()): Principal {
  return {
    account: `family-doctor-${practitioner.slice(0, 8)}`,
    practitioner,
    institution,
    county: COUNTY,
    roles: ['family-doctor'],
    departments: [],
    expiresAt: new Date('2100-01-01T00:00:00Z'),
  };
}

/** A morning of an expert in cardiology, open to family doctors since two weeks before and to all a week before. */
export function level(change: Partial<SupplyLevel> = {}): SupplyLevel {
  return {
    sessionId: randomUUID(),
    institution: HOSPITAL,
    pool: 'expert-slot',
    group: '03.04',
    doctorId: 'dr-zhang',
    startsAt: at(0, '08:00').toISOString(),
    lastStartAt: at(0, '08:00').toISOString(),
    units: 20,
    protected: 4,
    open: 16,
    opensFamilyAt: at(14, '08:00').toISOString(),
    opensPublicAt: at(7, '08:00').toISOString(),
    routineUntil: at(1, '12:00').toISOString(),
    closesAt: at(0, '07:30').toISOString(),
    ...change,
  };
}

export function full(sessionId: string = randomUUID()): SupplyLevel {
  return level({ sessionId, protected: 0, open: 0 });
}

/** Reservation says that the reserve of a session runs low. */
export function lowReserve({ sessionId }: { sessionId: string }) {
  return envelope('reserve.low.v1', 2, { ...level({ sessionId }), reserve: 5 });
}

export function envelope<T extends object>(name: string, aggregateVersion: number, data: T): Envelope<T> {
  const aggregateId = 'sessionId' in data ? String(data.sessionId) : randomUUID();
  return { ...referralMessage('referral.closed.v1'), id: v7(), name, aggregateId, aggregateVersion, data };
}

/** A referral whose patient looks for a unit of cardiology; later events by `version` and `change`. */
export function waitingReferral(
  doctor: Principal,
  referralId: string,
  version: number,
  change: Partial<ReferralChanged> & { holdUntil?: string } = {},
  name = 'referral.accepted.v1',
): Envelope {
  const wanted = {
    entitlement: 'family-doctor',
    urgencyClass: change.urgencyClass ?? 'U3',
    pool: 'expert-slot',
    group: '03.04',
    earliest: at(14, '00:00').toISOString(),
    latest: at(3, '00:00').toISOString(),
    decideBy: at(13, '00:00').toISOString(),
    validUntil: at(-10, '00:00').toISOString(),
    candidates: [{ county: COUNTY, institution: HOSPITAL }],
    referringInstitution: doctor.institution,
  };
  const message = referralMessage('referral.accepted.v1', {
    referralId,
    fromInstitution: doctor.institution,
    fromPractitioner: doctor.practitioner,
    toState: 'accepted',
    ...change,
  });
  const says = name === 'referral.accepted.v1' || name === 'referral.submitted.v1' ? { wanted } : {};
  return { ...message, name, aggregateVersion: version, data: { ...(message.data as object), ...says } };
}
