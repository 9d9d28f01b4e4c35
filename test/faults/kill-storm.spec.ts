import { randomUUID } from 'node:crypto';
import { Api, type Reply } from '../../scripts/demo/api.js';
import { breachesAtRest } from '../invariants/invariants.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  inParallel,
  moveClock,
  publishEvening,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { depthsOf } from '../system/queues.js';
import { type ProgramName, type System, startSystem } from '../system/system.js';

const REFERRALS = 500;
/** In the middle of the referrals each of these is killed in turn; the supervisor starts it again. */
const VICTIMS: ProgramName[] = ['referral', 'reservation', 'notification', 'door', 'RabbitMQ', 'PostgreSQL', 'issuer'];

/** A referral is settled when a unit is held for it, when it waits and says why, or when it has ended. */
const UNSETTLED = `
  SELECT count(*)::int AS n FROM referral.referral r
   WHERE NOT (r.state IN ('closed', 'rejected', 'cancelled', 'expired')
      OR EXISTS (SELECT 1 FROM reservation.reservation u WHERE u.referral_id = r.id AND u.state = 'held' AND u.id::text = r.unit ->> 'reservationId')
      OR (r.unit IS NULL AND EXISTS (SELECT 1 FROM reservation.wait_entry w WHERE w.referral_id = r.id AND w.state = 'waiting')))`;

describe('kill -9 of every process in the middle of 500 referrals', () => {
  let system: System;
  let answers: Reply<{ id: string }>[];

  beforeAll(async () => {
    system = await startSystem({ ownServers: true });
    const published = await businessNow(system.database);
    const his = await as(system, 'his-adapter');
    // 400 seats for 500 referrals: both ends, a hold and a wait-list place, must survive.
    const session = await publishEvening(his, published, { days: 5, capacity: 400 });
    await moveClock(system.databaseUrl, new Date(published.getTime() + 25 * 3_600_000));
    const doctor = await as(system, 'family-doctor');
    const patients = await contractedPatients(doctor, REFERRALS);
    const visits = await inParallel(patients, 16, ({ id }) => firstVisit(doctor, id));
    const now = await businessNow(system.database);
    const window = windowOf(session);
    let sent = 0;
    answers = await inParallel(patients, 12, async (patient) => {
      const index = sent++;
      const due = Math.floor((index * (VICTIMS.length + 1)) / REFERRALS);
      if (due > 0 && due !== Math.floor(((index - 1) * (VICTIMS.length + 1)) / REFERRALS)) {
        system.kill(VICTIMS[due - 1] as ProgramName);
      }
      const body = upReferral({
        patient,
        firstVisitEncounterId: visits[patients.indexOf(patient)] ?? '',
        window,
        to: COUNTY_HOSPITAL,
        consentAt: now,
      });
      return persist(system, body);
    });
  }, 240_000);

  afterAll(() => system?.stop());

  it('accepts every referral once, under one key, whatever died meanwhile', async () => {
    expect(answers.filter(({ status }) => status === 201 || status === 202)).toHaveLength(REFERRALS);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(REFERRALS);
    const { rows } = await system.database.query('SELECT count(*)::int AS n FROM referral.referral');
    expect(rows[0].n).toBe(REFERRALS);
  });

  it('settles all of them with no manual step', async () => {
    for (const victim of VICTIMS) await system.untilReady(victim);
    await until('settled', 120, async () => {
      const { rows } = await system.database.query<{ n: number }>(UNSETTLED);
      return rows[0]?.n === 0 || `${rows[0]?.n} referrals are unsettled`;
    });
  }, 150_000);

  it('leaves no unpublished message and none in a queue or dead-letter queue', async () => {
    await until('published', 60, async () => {
      const { rows } = await system.database.query<{ n: number }>(
        `SELECT (SELECT count(*) FROM referral.outbox WHERE published_at IS NULL)::int
              + (SELECT count(*) FROM reservation.outbox WHERE published_at IS NULL)::int AS n`,
      );
      return rows[0]?.n === 0 || `${rows[0]?.n} messages are unpublished`;
    });
    await until('drained', 60, async () => {
      const left = (await depthsOf(system)).filter(([, messages]) => messages > 0);
      return left.length === 0 || JSON.stringify(left);
    });
  }, 130_000);

  it('loses nothing and doubles nothing', async () => {
    expect(await breachesAtRest(system.database, 60)).toEqual({});
  }, 70_000);

  it('tells the desk of every offer', async () => {
    await until('told', 60, async () => {
      const { rows } = await system.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM referral.referral r WHERE r.unit IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM notification.notice n WHERE n.referral_id = r.id AND n.event = 'referral.offered')`,
      );
      return rows[0]?.n === 0 || `${rows[0]?.n} offers were not told`;
    });
  }, 70_000);
});

/** Sends one command until it is answered, under one key, as a clinic's client would. */
async function persist(system: System, body: object): Promise<Reply<{ id: string }>> {
  const key = randomUUID();
  let answer: Reply<{ id: string }> | undefined;
  await until('accepted', 90, async () => {
    try {
      const doctor = new Api(system.baseUrl, await system.token('family-doctor'));
      const reply = await doctor.attempt<{ id: string }>('/v1/referrals', { body, key });
      if (reply.status === 201 || reply.status === 202) answer = reply as Reply<{ id: string }>;
      return answer !== undefined || `${reply.status} ${JSON.stringify(reply.body)}`;
    } catch (error) {
      return String(error);
    }
  });
  return answer as Reply<{ id: string }>;
}
