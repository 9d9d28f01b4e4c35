import { randomUUID } from 'node:crypto';
import { Api } from '../../scripts/demo/api.js';
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
  upReferral,
  windowOf,
} from '../story/people.js';
import { type System, startSystem } from '../system/system.js';

const REFERRALS = 100;
const BOOKINGS = 300;

describe('two processes of reservation share one database and one queue', () => {
  let system: System;
  let session: Session;
  let statuses: number[];

  beforeAll(async () => {
    system = await startSystem({ twice: 'reservation' });
    const doctor = await as(system, 'family-doctor');
    const published = await businessNow(system.database);
    session = await publishEvening(await as(system, 'his-adapter'), published, { days: 5, capacity: 50 });
    // Late supply opens to the public a day after (domain §7.1).
    await moveClock(system.databaseUrl, new Date(published.getTime() + 25 * 3_600_000));
    const consentAt = await businessNow(system.database);
    const patients = await contractedPatients(doctor, REFERRALS);
    const visits = await inParallel(patients, 16, ({ id }) => firstVisit(doctor, id));
    const token = await system.token('his-adapter');
    const replicas = [system.serviceUrl('reservation'), system.secondUrl ?? ''].map((url) => new Api(url, token));
    const book = async (_: unknown, n: number) => {
      const body = { sessionId: session.id, patientId: randomUUID(), channel: 'web' };
      return (await (replicas[n % 2] as Api).attempt('/v1/bookings', { body })).status;
    };
    const refer = (patient: Patient, n: number) =>
      doctor.post('/v1/referrals', {
        body: upReferral({
          patient,
          firstVisitEncounterId: visits[n] ?? '',
          window: windowOf(session),
          to: COUNTY_HOSPITAL,
          consentAt,
        }),
      });
    const bookings = Promise.all(Array.from({ length: BOOKINGS }, book));
    await Promise.all(patients.map(refer));
    statuses = await bookings;
    await untilAtRest(system.database, 60);
  }, 180_000);

  afterAll(() => system?.stop());

  it('sell each of the 50 units once, and at most 40 to the public', async () => {
    const { rows } = await system.database.query<{ family: number; open: number; seats: number }>(
      `SELECT s.family_taken AS family, s.open_taken AS open, count(DISTINCT r.seat)::int AS seats
         FROM reservation.session s JOIN reservation.reservation r ON r.session_id = s.id AND r.occupies
        WHERE s.id = $1 GROUP BY s.family_taken, s.open_taken`,
      [session.id],
    );
    const [row] = rows;
    expect((row?.family ?? 0) + (row?.open ?? 0)).toBe(50);
    expect(row?.seats).toBe(50);
    expect(row?.open).toBeLessThanOrEqual(40);
    expect(statuses.filter((status) => status === 201)).toHaveLength(row?.open ?? -1);
  });

  it('answer every booking with yes or no, and never with an error', () =>
    expect([...new Set(statuses)].sort()).toEqual([201, 409]));

  it('keep one order of locks: the database has seen no deadlock', async () => {
    const { rows } = await system.database.query(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });

  it('leave the books in order', async () => expect(await breaches(system.database)).toEqual({}));
});
