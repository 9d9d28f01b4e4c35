import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import type { Api } from '../../scripts/demo/api.js';
import { breaches, breachesAtRest, untilAtRest } from '../invariants/invariants.js';
import { now, on } from '../story/acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  inParallel,
  moveClock,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { SEED } from '../system/seed.js';
import { type System, startSystem } from '../system/system.js';
import { dice } from './dice.js';
import { type Disorder, PostOffice } from './post-office.js';

/** How often each story is told at the same time. */
const TELLINGS = 4;

/** One referral of a story: in which state it ended, and what it holds. */
interface Ending {
  story: string;
  state: string;
  hop: number;
  units: string[];
  waits: string[];
}

describe(`messages delivered one to five times in any order (SEED=${SEED})`, () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let patients: Patient[];
  let spacious: Session;
  let oneSeats: Session[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    patients = await contractedPatients(doctor, 80);
    const his = await as(system, 'his-adapter');
    const published = await businessNow(system.database);
    spacious = await publishEvening(his, published, { days: 5, capacity: 20 * TELLINGS });
    oneSeats = await inParallel(
      Array.from({ length: 2 * TELLINGS + 4 }, (_, at) => 10 + 2 * at),
      2,
      (minute) => publishEvening(his, published, { days: 5, capacity: 1, time: `19:${minute}` }),
    );
    // From the public opening on a family doctor may have every unit, not only the reserve.
    await moveClock(system.databaseUrl, new Date(published.getTime() + 25 * 3_600_000));
  }, 120_000);

  afterAll(() => system?.stop());

  async function submit(session: Session): Promise<string> {
    const patient = nextPatient(patients);
    const body = upReferral({
      patient,
      firstVisitEncounterId: await firstVisit(doctor, patient.id),
      window: windowOf(session),
      to: COUNTY_HOSPITAL,
      consentAt: await businessNow(system.database),
    });
    return (await doctor.post<{ id: string }>('/v1/referrals', { body })).body.id;
  }

  const offered = (id: string) =>
    until('offered', 30, async () => {
      const seen = await now(desk, id);
      return seen.offered || JSON.stringify([seen.state, seen.wait]);
    });
  const inState = (id: string, state: string) =>
    until(state, 30, async () => (await now(doctor, id)).state === state || (await now(doctor, id)).state);
  /** An event may overtake the command: then a person reads again and repeats it. */
  const insist = (api: Api, id: string, path: string, body: object = {}) =>
    until(path, 30, async () => {
      const { version } = await now(api, id);
      const { status, body: answer } = await api.attempt(on(id, path), { body, ifMatch: version });
      return status < 300 || (status === 412 ? 'stale' : Promise.reject(new Error(JSON.stringify(answer))));
    });
  const accept = (id: string) => insist(desk, id, 'decisions', { decision: 'accept' });
  const cancel = (id: string) => insist(doctor, id, 'cancellations', { reason: 'recovered' });

  /** Each leaves no doubt how it ends, whatever the order in which the services hear of it. */
  const stories: Record<string, (session: Session) => Promise<string[]>> = {
    'goes to its confirmed appointment': async (session) => {
      const id = await submit(session);
      await offered(id);
      await accept(id);
      await inState(id, 'reserved');
      await insist(doctor, id, 'confirmations');
      await inState(id, 'confirmed');
      return [id];
    },
    'is cancelled before anybody answered': async (session) => {
      const id = await submit(session);
      await cancel(id);
      return [id];
    },
    'is accepted before a unit was found': async (session) => {
      const id = await submit(session);
      await accept(id);
      await inState(id, 'reserved');
      return [id];
    },
    'is accepted and cancelled in one breath': async (session) => {
      const id = await submit(session);
      await offered(id);
      await accept(id);
      await cancel(id);
      return [id];
    },
    'comes back for information and is answered': async (session) => {
      const id = await submit(session);
      await offered(id);
      const question = { decision: 'return-for-info', questions: ['results'], text: 'Troponin?' };
      await insist(desk, id, 'decisions', question);
      await insist(doctor, id, 'answers', { text: 'Negative.' });
      return [id];
    },
    'is declined': async (session) => {
      const id = await submit(session);
      await offered(id);
      const advice = { advice: 'Treat at the township.' };
      await insist(desk, id, 'decisions', {
        decision: 'reject',
        reason: 'not-indicated',
        text: 'Stable.',
        alternative: advice,
      });
      return [id];
    },
  };

  /** One seat: who comes second waits until the first gives it back. */
  async function oneSeat(meanwhile?: () => Promise<void>): Promise<string[]> {
    const session = oneSeats.pop();
    if (!session) throw new Error('no session left');
    const first = await submit(session);
    await offered(first);
    const second = await submit(session);
    await until('on the wait list', 30, async () => {
      const { rowCount } = await system.database.query('SELECT 1 FROM reservation.wait_entry WHERE referral_id = $1', [
        second,
      ]);
      return rowCount === 1;
    });
    await meanwhile?.();
    await cancel(first);
    await offered(second);
    return [first, second];
  }

  /** Tells all stories at once, and says how they ended. */
  async function endings(): Promise<Ending[]> {
    const tellings = Object.entries(stories).flatMap(([story, tell]) =>
      Array.from({ length: TELLINGS }, () => async () => ({ story, ids: await tell(spacious) })),
    );
    const seats = Array.from({ length: TELLINGS }, () => async () => ({ story: 'one seat', ids: await oneSeat() }));
    const told = await inParallel([...tellings, ...seats], 8, (tell) => tell());
    await untilAtRest(system.database, 60);
    return (await Promise.all(told.map(({ story, ids }) => endingOf(story, ids)))).flat();
  }

  async function endingOf(story: string, ids: string[]): Promise<Ending[]> {
    const { rows } = await system.database.query<Ending>(
      `SELECT $1 AS story, r.state, r.hop,
              ARRAY(SELECT u.state FROM reservation.reservation u WHERE u.referral_id = r.id AND u.occupies) AS units,
              ARRAY(SELECT w.state FROM reservation.wait_entry w WHERE w.referral_id = r.id AND w.state IN ('waiting', 'offered')) AS waits
         FROM referral.referral r JOIN unnest($2::uuid[]) WITH ORDINALITY AS told (id, place) USING (id) ORDER BY place`,
      [story, ids],
    );
    return rows;
  }

  async function inDisorder<T>(
    work: (office: PostOffice) => Promise<T>,
    rewrite?: Disorder['rewrite'],
    throwDice = dice(SEED),
  ): Promise<T> {
    const office = await PostOffice.open(system.amqpUrl, { throwDice, rewrite });
    try {
      return await work(office);
    } finally {
      await office.close();
    }
  }

  it('end in the same state as messages delivered once in order', async () => {
    const ordered = await endings();
    expect(await breachesAtRest(system.database, 60)).toEqual({});
    const disordered = await inDisorder(endings);
    expect(disordered).toEqual(ordered);
  }, 180_000);

  it('do nothing when newer ones were applied before: a place in the list after the offer of a unit', async () => {
    const [, second = ''] = await inDisorder(async (office) => {
      office.withhold('reservation.unavailable.v1');
      const ids = await oneSeat(() => until('withheld', 30, async () => office.keeps === 1));
      office.deliverWithheld();
      return ids;
    });
    await untilAtRest(system.database, 30);
    expect(await now(desk, second)).toMatchObject({ state: 'submitted', offered: true });
  }, 120_000);

  /** The submission is heard after the cancellation. Answers the units that reservation then has for the referral. */
  const lateSubmission = (rewrite?: Disorder['rewrite']) =>
    inDisorder(async (office) => {
      office.withhold('referral.submitted.v1');
      const id = await submit(spacious);
      await until('withheld', 30, async () => office.keeps === 1);
      await cancel(id);
      await until('cancelled', 30, async () => {
        const claim = 'SELECT 1 FROM reservation.claim WHERE referral_id = $1 AND ended';
        return (await system.database.query(claim, [id])).rowCount === 1;
      });
      office.deliverWithheld();
      await office.empty(30);
      await untilAtRest(system.database, 30);
      const [ending] = await endingOf('late submission', [id]);
      return { units: ending?.units, tasks: await openTasks(id) };
    }, rewrite);

  /** What somebody is still asked to do for a referral. */
  const openTasks = async (id: string) => {
    const { rows } = await system.database.query<{ event: string }>(
      `SELECT event FROM notification.notice WHERE referral_id = $1 AND urgency <> 'info' AND acknowledged_at IS NULL AND over_at IS NULL`,
      [id],
    );
    return rows.map(({ event }) => event);
  };

  it('do nothing when newer ones were applied before: a submission after its cancellation', async () => {
    expect(await lateSubmission()).toEqual({ units: [], tasks: [] });
  }, 120_000);

  it('break no invariant', async () => {
    expect(await breachesAtRest(system.database, 30)).toEqual({});
  });

  describe('as a control', () => {
    it('do harm where their versions say nothing', async () => {
      let newest = 1_000;
      const blind = (envelope: Envelope) => ({ ...envelope, aggregateVersion: newest++ });
      expect(await lateSubmission(blind)).toMatchObject({ units: ['held'] });
      expect(Object.keys(await breaches(system.database))).toContain('I8 a live unit is claimed by its referral');
    }, 120_000);

    it('double their effects where each copy looks like a message of its own', async () => {
      const strange = (envelope: Envelope) => ({ ...envelope, id: v7() });
      // Three copies of each: by chance there might be one only.
      await inDisorder(
        () => oneSeat(),
        strange,
        () => 0.5,
      );
      await until('doubled', 30, async () => {
        const { rowCount } = await system.database.query(
          `SELECT 1 FROM notification.notice WHERE event = 'referral.submitted'
            GROUP BY audience, event, referral_id HAVING count(*) > 1`,
        );
        return (rowCount ?? 0) > 0;
      });
    }, 120_000);
  });
});
