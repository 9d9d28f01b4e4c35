import type { Pool } from 'pg';
import { v7 } from 'uuid';
import type { MessageName } from '#contracts/catalogue.js';
import type { UnitWanted } from '#contracts/parts.js';
import type { ReferralWants } from '#contracts/referral.events.js';
import type { Principal } from '#service/auth/principal.js';
import { instantOf } from '#service/calendar/local-time.js';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import type { Problem } from '#service/problem/problem.js';
import { Timer } from '#service/timer/timer.js';
import type { Answer, Write } from '#service/write/write.js';
import { requireSelfService } from '../../apps/reservation/booking/batch.js';
import type { Booking } from '../../apps/reservation/booking/booking.dto.js';
import { Clock } from '../../apps/reservation/clock/clock.service.js';
import { supplyEntities } from '../../apps/reservation/entities.js';
import { asBreaches, asPoolBreaches, type Breach, EVERYTHING } from '../../apps/reservation/monitor/breach.store.js';
import { SupplyPolicies } from '../../apps/reservation/policy/policies.js';
import type { Draft } from '../../apps/reservation/supply/publication.js';
import { type Published, publish } from '../../apps/reservation/supply/publish.js';
import type { Session } from '../../apps/reservation/supply/session.entity.js';
import { Door } from '../../apps/reservation/unit/door.js';
import { Moves } from '../../apps/reservation/unit/moves.js';
import type { UnitRequest } from '../../apps/reservation/unit/request.js';
import { freshDatabase } from '../system/database.js';

export const COUNTY = '990101';
/** A county whose data go bad. */
export const ELSEWHERE = '990102';
export const HOSPITAL = '990101H01';
export const CARDIOLOGY = '03.04';
/** The date of service of all sessions; a Friday. */
export const DAY = '2027-03-12';
/** T−`days` at a local time. */
export const at = (days: number, time: string): Date => instantOf(DAY, { days, at: time });

/** What left the service, as it stands in the outbox. */
export interface Sent {
  name: MessageName;
  payload: Record<string, unknown> & { referralId?: string; hop?: number };
}

/** The reservation service's parts on a database of their own, without HTTP and broker. */
export class Room {
  readonly door: Door;
  readonly moves: Moves;
  readonly clock: Clock;

  private constructor(
    readonly database: Database,
    private readonly superuser: Pool,
    readonly close: () => Promise<void>,
  ) {
    const policies = new SupplyPolicies();
    this.door = new Door(database, policies);
    this.moves = new Moves(database, policies);
    this.clock = new Clock(database, policies, new Timer());
  }

  /** @param detour gives the address under which the service finds its database, for specs that stand a proxy before it */
  static async open(detour: (url: string) => Promise<string> = async (url) => url): Promise<Room> {
    const fresh = await freshDatabase('reservation');
    await fresh.pool.query(`INSERT INTO reservation.demo_marker (county) VALUES ('990101')`);
    // Specs name fixed dates: they must also hold once these are past.
    await fresh.pool.query('ALTER TABLE reservation.business_clock DROP CONSTRAINT business_clock_ahead_check');
    const options = { url: await detour(fresh.url), service: 'reservation', entities: supplyEntities, poolSize: 8 };
    const source = await serviceDataSource(options).initialize();
    return new Room(new Database(source), fresh.pool, async () => {
      await source.destroy();
      await fresh.drop();
    });
  }

  /** Moves business time forward. */
  async moveTo(instant: Date): Promise<void> {
    await this.superuser.query(
      `INSERT INTO reservation.business_clock (ahead) VALUES ($1 - now()) ON CONFLICT (demo) DO UPDATE SET ahead = excluded.ahead`,
      [instant],
    );
  }

  /** Submits new referrals through the door, as the consumer does, all at once. */
  async submit(...events: ReturnType<typeof referral>[]): Promise<void> {
    await Promise.all(events.map((arrived) => this.door.ask({ kind: 'referral', arrived })));
  }

  /** One public booking; its status: 201, or that of the refusal. */
  async book(
    session: Session,
    change: Partial<UnitRequest> = {},
    key = v7(),
    door = this.door,
  ): Promise<Answer<Booking> | Problem> {
    const request: UnitRequest = {
      asker: 'public',
      pool: session.pool,
      group: session.group,
      sessionId: session.id,
      earliest: session.startsAt,
      latest: session.startsAt,
      candidates: [{ county: session.county, institution: session.institution }],
      patientId: v7(),
      purpose: 'booking',
      channel: 'web',
      actor: 'his-adapter',
      ...change,
    };
    const outcome = await door.ask({ kind: 'booking', write: writeOf(key), request });
    if (!outcome) throw new Error('no answer');
    return outcome as Answer<Booking> | Problem;
  }

  /** Whether the patient may book alone; throws where not. */
  selfService(patientId: string): Promise<void> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const book = await new SupplyPolicies().at(tx, now, [COUNTY]);
      await requireSelfService({ tx, now, book }, COUNTY, HOSPITAL, patientId);
    });
  }

  /** Past all rights and guards, for specs that bend the rules of the database itself. */
  async bend(text: string, values: unknown[] = []): Promise<void> {
    await this.superuser.query(text, values);
  }

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.transaction(SYSTEM, (tx) => tx.query(text, values));
  }

  /** A second service process on the same database. */
  replica(): { door: Door; clock: Clock } {
    const policies = new SupplyPolicies();
    return { door: new Door(this.database, policies), clock: new Clock(this.database, policies, new Timer()) };
  }

  publish(drafts: Draft[], institution = HOSPITAL): Promise<Published[]> {
    return this.database.transaction(SYSTEM, (tx, now) =>
      publish(tx, now, { county: COUNTY, institution, account: 'his-adapter' }, drafts),
    );
  }

  /** One expert morning of {@link DAY}. */
  async morning(capacity: number, change: Partial<Draft> = {}, institution = HOSPITAL): Promise<Session> {
    const [published] = await this.publish([draftOf(capacity, change)], institution);
    return published!.session;
  }

  /** The same of another county, in which {@link breakCounty} makes writes to a table fail. */
  async morningElsewhere(capacity: number): Promise<Session> {
    const publisher = { county: ELSEWHERE, institution: `${ELSEWHERE}H01`, account: 'his-adapter' };
    const [published] = await this.database.transaction(SYSTEM, (tx, now) =>
      publish(tx, now, publisher, [draftOf(capacity)]),
    );
    return published!.session;
  }

  /** From now on the other county's rows of a table cannot be written. @returns what ends it */
  async breakCounty(table: string): Promise<() => Promise<void>> {
    await this.bend(`CREATE FUNCTION reservation.refuse_county() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.county = '${ELSEWHERE}' THEN RAISE EXCEPTION 'on purpose'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse_county BEFORE INSERT OR UPDATE ON reservation.${table} FOR EACH ROW EXECUTE FUNCTION reservation.refuse_county()`);
    return () => this.bend('DROP FUNCTION reservation.refuse_county() CASCADE');
  }

  async session(id: string): Promise<Session> {
    return this.database.transaction(SYSTEM, (tx) =>
      tx.getRepository('session').findOneByOrFail({ id }),
    ) as Promise<Session>;
  }

  async sent(referralId?: string): Promise<Sent[]> {
    const all = await this.rows<Sent>('SELECT name, payload FROM outbox ORDER BY id');
    return referralId ? all.filter(({ payload }) => payload.referralId === referralId) : all;
  }

  /** Changes the database as its owner, past triggers and foreign keys. */
  async behindTheBack(sql: string): Promise<void> {
    await this.superuser.query(
      `BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL search_path = reservation, public; ${sql}; COMMIT`,
    );
  }

  /** Everything that is wrong with the books; empty when all invariants hold. */
  breaches(): Promise<Breach[]> {
    return this.database.transaction(SYSTEM, async (tx) => [
      ...asPoolBreaches(await tx.query(EVERYTHING.pools)),
      ...asBreaches(await tx.query(EVERYTHING.persons)),
    ]);
  }
}

/** A write of the hospital's adapter. */
export function writeOf(key: string): Write {
  const principal: Principal = {
    account: 'his-adapter',
    practitioner: v7(),
    institution: HOSPITAL,
    county: COUNTY,
    roles: ['his-adapter'],
    departments: [],
    expiresAt: new Date(0),
  };
  return { principal, key, requestHash: key, method: 'POST', path: '/v1/bookings', waitMs: 0 };
}

export function draftOf(capacity: number, change: Partial<Draft> = {}): Draft {
  return {
    externalId: v7(),
    pool: 'expert-slot',
    group: CARDIOLOGY,
    startsAt: at(0, '08:00'),
    endsAt: at(0, '12:00'),
    place: 'Room 12',
    capacity,
    ...change,
  };
}

/** The event of a referral as the consumer gets it; the same referral when `previous` is given, one version later. */
export function referral(change: Partial<ReferralWants> = {}, wanted: Partial<UnitWanted> = {}, version = 1) {
  const data: ReferralWants = {
    referralId: v7(),
    referralNo: `990101${v7()}`,
    referralCounty: COUNTY,
    patientId: v7(),
    episodeId: v7(),
    direction: 'up',
    urgencyClass: wanted.urgencyClass ?? 'U3',
    fromState: 'draft',
    toState: 'submitted',
    transition: 'T02',
    hop: 0,
    fromInstitution: '990101T01',
    fromPractitioner: v7(),
    toCounty: COUNTY,
    toInstitution: HOSPITAL,
    toDepartment: CARDIOLOGY,
    actor: { id: 'family-doctor', role: 'family-doctor', institution: '990101T01' },
    wanted: {
      entitlement: 'family-doctor',
      urgencyClass: 'U3',
      pool: 'expert-slot',
      group: CARDIOLOGY,
      earliest: at(14, '00:00').toISOString(),
      latest: at(-1, '00:00').toISOString(),
      decideBy: at(14, '00:00').toISOString(),
      validUntil: at(-30, '00:00').toISOString(),
      candidates: [{ county: COUNTY, institution: HOSPITAL }],
      referringInstitution: '990101T01',
      ...wanted,
    },
    ...change,
  };
  return { envelope: { id: v7(), county: COUNTY, aggregateVersion: version }, data };
}

/** A later event of the same referral. */
export function later<D extends object>(event: ReturnType<typeof referral>, change: D = {} as D) {
  const envelope = { id: v7(), county: COUNTY, aggregateVersion: event.envelope.aggregateVersion + 1 };
  return { envelope, data: { ...event.data, ...change } };
}
