import { randomUUID } from 'node:crypto';
import { Api, type Reply, Unexpected } from '../../scripts/demo/api.js';
import { breaches, untilAtRest } from '../invariants/invariants.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  inParallel,
  moveClock,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { type System, startSystem } from '../system/system.js';

interface Referral {
  id: string;
  offered: boolean;
  unit?: { sessionId: string };
  wait?: { reasons: { reason: string }[] };
}

describe('200 family-doctor referrals and 200 public bookings rush for one session of 40 with 8 protected', () => {
  let system: System;
  let session: Session;
  let referrals: Referral[];
  let bookings: { status: number }[];

  beforeAll(async () => {
    system = await startSystem();
    const doctor = await as(system, 'family-doctor');
    const his = await as(system, 'his-adapter');
    const published = await businessNow(system.database);
    session = await publishEvening(his, published, { days: 5, capacity: 40 });
    // A roster published late opens to the public a day after (domain §7.1): only then do both kinds compete.
    await moveClock(system.databaseUrl, new Date(published.getTime() + 25 * 3_600_000));
    const now = await businessNow(system.database);
    const patients = await contractedPatients(doctor, 200);
    const visits = await inParallel(patients, 16, ({ id }) => firstVisit(doctor, id));
    const refer = async (index: number): Promise<Referral> => {
      const form = upReferral({
        patient: patients[index] as Patient,
        firstVisitEncounterId: visits[index] ?? '',
        window: windowOf(session),
        to: COUNTY_HOSPITAL,
        consentAt: now,
      });
      return settled(await submitted(form));
    };
    /** In a rush a request may be answered "not now" (503): whoever asked asks again, a submission under its key. */
    const submitted = async (body: object): Promise<Reply<Referral>> => {
      const key = randomUUID();
      for (;;) {
        const reply = await doctor.attempt<Referral>('/v1/referrals', { body, wait: 2, key });
        if (reply.status < 300) return reply as Reply<Referral>;
        if (reply.status !== 503) throw new Unexpected('POST /v1/referrals', reply);
      }
    };
    const lookAgain = async (id: string): Promise<Referral | undefined> => {
      try {
        return (await doctor.read<Referral>(`/v1/referrals/${id}`)).body;
      } catch (error) {
        if (error instanceof Unexpected && error.status === 503) return undefined;
        throw error;
      }
    };
    /** The answer as it is once reservation has spoken: with the POST (201), or read afterwards (202). */
    const settled = async ({ body: first }: { body: Referral }): Promise<Referral> => {
      let last = first;
      await until('settled', 60, async () => {
        if (!last.offered && !last.wait) last = (await lookAgain(first.id)) ?? last;
        return last.offered || last.wait !== undefined;
      });
      return last;
    };
    const book = () =>
      his.attempt('/v1/bookings', { body: { sessionId: session.id, patientId: randomUUID(), channel: 'web' } });
    const both = patients.map((_, index) => Promise.all([refer(index), book()]));
    const answers = await Promise.all(both);
    referrals = answers.map(([referral]) => referral);
    bookings = answers.map(([, booking]) => booking);
  }, 180_000);

  afterAll(() => system?.stop());

  const counters = async () => {
    const { rows } = await system.database.query(
      `SELECT capacity, extra, reserve, released, family_taken, other_taken, public_taken, emergency_taken, shortfall
         FROM reservation.session WHERE id = $1`,
      [session.id],
    );
    return rows[0] as Record<string, number>;
  };

  it('keeps 8 of 40 units for family doctors at publication', () => {
    expect(session).toMatchObject({ capacity: 40, reserve: 8 });
  });

  it('never takes more than 40 units, nor sells more than 32 to the public', async () => {
    const row = await counters();
    const taken = (row['family_taken'] ?? 0) + (row['public_taken'] ?? 0) + (row['other_taken'] ?? 0);
    expect(taken).toBe(40);
    expect(row['public_taken']).toBeLessThanOrEqual(32);
    expect(row['family_taken']).toBeGreaterThanOrEqual(8);
    expect(bookings.filter(({ status }) => status === 201)).toHaveLength(row['public_taken'] ?? -1);
  });

  it('refuses a public booking with 409 and never with an error of its own', () => {
    expect([...new Set(bookings.map(({ status }) => status))].sort()).toEqual([201, 409]);
  });

  it('answers every referral with a held unit or with a wait-list place and its reason', async () => {
    const held = referrals.filter(({ offered, unit }) => offered && unit?.sessionId === session.id);
    const waiting = referrals.filter(({ offered, wait }) => !offered && (wait?.reasons.length ?? 0) > 0);
    expect(held.length + waiting.length).toBe(200);
    expect(held).toHaveLength((await counters())['family_taken'] ?? -1);
  });

  it('gives no seat to two people', async () => {
    const { rows } = await system.database.query(
      `SELECT seat FROM reservation.reservation WHERE session_id = $1 AND state IN ('held', 'confirmed')`,
      [session.id],
    );
    expect(new Set(rows.map(({ seat }) => seat)).size).toBe(40);
    expect(rows).toHaveLength(40);
  });

  it('has counters equal to the sum of the ledger, and breaks no invariant', async () => {
    await untilAtRest(system.database, 60);
    expect(await breaches(system.database)).toEqual({});
  });

  it('shows the same counters through the door', async () => {
    const his = new Api(system.baseUrl, await system.token('his-adapter'));
    const read = await his.read<Record<string, number>>(`/v1/sessions/${session.id}`);
    const row = await counters();
    expect(read.body['familyTaken']).toBe(row['family_taken']);
    expect(read.body['publicTaken']).toBe(row['public_taken']);
  });
});
