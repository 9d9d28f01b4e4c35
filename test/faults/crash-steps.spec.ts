import { randomUUID } from 'node:crypto';
import { SERVICES, type ServiceName } from '#contracts/codes.js';
import { Api } from '../../scripts/demo/api.js';
import { breachesAtRest, untilAtRest } from '../invariants/invariants.js';
import { FaultProxy } from '../proxy/fault-proxy.js';
import { Steps } from '../proxy/steps.js';
import { AMQP, POSTGRES } from '../proxy/wire.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  inParallel,
  publishEvening,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { SEED } from '../system/seed.js';
import { type System, startSystem } from '../system/system.js';
import { dice, shuffled } from './dice.js';

const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
/** Every step before and after takes about 130 deaths. */
const SAMPLES = NIGHTLY ? 190 : Number(process.env.CRASH_STEPS ?? 6);

interface Death {
  readonly service: ServiceName;
  readonly moment: 'before' | 'after';
  readonly at: number;
}

describe(`SIGKILL at ${NIGHTLY ? 'all' : SAMPLES} protocol steps of a referral, from POST to offered (SEED=${SEED})`, () => {
  const steps = Object.fromEntries(SERVICES.map((name) => [name, new Steps()])) as Record<ServiceName, Steps>;
  const proxies: FaultProxy[] = [];
  const referrals: string[] = [];
  const died: string[] = [];
  let deaths: Death[];
  let system: System;
  let dryRun: Record<ServiceName, string[]>;

  beforeAll(
    async () => {
      const standBefore = async (url: string, wire: typeof AMQP, name: ServiceName) => {
        const proxy = await FaultProxy.before(url, wire, steps[name]);
        proxies.push(proxy);
        return proxy.url;
      };
      system = await startSystem({
        detour: async (name, { databaseUrl, rabbitmqUrl }) => ({
          databaseUrl: await standBefore(databaseUrl, POSTGRES, name),
          rabbitmqUrl: await standBefore(rabbitmqUrl, AMQP, name),
        }),
      });
      const now = await businessNow(system.database);
      // Before the public opening a family doctor has the reserve alone, a fifth.
      const session = await publishEvening(await as(system, 'his-adapter'), now, {
        days: 5,
        capacity: 5 * (SAMPLES + 1),
      });
      const doctor = await as(system, 'family-doctor');
      const patients = await contractedPatients(doctor, SAMPLES + 1);
      const visits = await inParallel(patients, 4, ({ id }) => firstVisit(doctor, id));
      const forms = patients.map((patient, at) =>
        upReferral({
          patient,
          firstVisitEncounterId: visits[at] ?? '',
          window: windowOf(session),
          to: COUNTY_HOSPITAL,
          consentAt: now,
        }),
      );
      await untilTimersAreDone();
      for (const name of SERVICES) steps[name].restart();
      referrals.push(await refer(forms.shift() ?? {}));
      await untilAtRest(system.database, 20);
      dryRun = Object.fromEntries(SERVICES.map((name) => [name, [...steps[name].passed]])) as typeof dryRun;
      deaths = sample();
      for (const [at, death] of deaths.entries()) await die(death, forms[at] ?? {});
    },
    300_000 + (NIGHTLY ? 1_800_000 : 0),
  );

  afterAll(async () => {
    await system?.stop();
    for (const proxy of proxies) await proxy.close();
  });

  /** The sweeps of a system that just started would be counted as steps of the referral. */
  async function untilTimersAreDone(): Promise<void> {
    await untilAtRest(system.database, 30);
    await until('swept', 30, async () => {
      const { rows } = await system.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM reservation.session
          WHERE least(offer_at, next_release_at) <= reservation.business_now()`,
      );
      return rows[0]?.n === 0 || `${rows[0]?.n} sessions wait for a sweep`;
    });
  }

  function sample(): Death[] {
    const all = SERVICES.flatMap((service) =>
      dryRun[service].flatMap((_, step) =>
        (['before', 'after'] as const).map((moment) => ({ service, moment, at: step + 1 })),
      ),
    );
    return shuffled(all, dice(SEED)).slice(0, SAMPLES);
  }

  /** Kills the service at its step of this referral; the supervisor brings it back. */
  async function die({ service, moment, at }: Death, form: object): Promise<void> {
    const struck = new Promise<void>((resolve) => {
      const strike = () => {
        system.kill(service);
        died.push(`${service} ${moment} ${steps[service].passed.at(-1)}`);
        resolve();
      };
      steps[service].restart({ at, moment, strike });
    });
    referrals.push(await refer(form));
    await struck;
    await system.untilReady(service);
  }

  /** Sends the command until it is answered, under one key, as a clinic's client would. */
  async function refer(form: object): Promise<string> {
    const key = randomUUID();
    let id: string | undefined;
    await until('accepted', 60, async () => {
      const doctor = new Api(system.baseUrl, await system.token('family-doctor'));
      const reply = await doctor.attempt<{ id: string }>('/v1/referrals', { body: form, key, wait: 1 });
      if (reply.status === 201 || reply.status === 202) id = (reply.body as { id: string }).id;
      return id !== undefined || `${reply.status} ${JSON.stringify(reply.body)}`;
    });
    return id ?? '';
  }

  it('kills at each step that was drawn', () => {
    console.log(
      `steps: ${SERVICES.map((name) => `${name} ${dryRun[name].length}`).join(', ')}; died: ${died.join('; ')}`,
    );
    expect(died).toHaveLength(deaths.length);
    expect(deaths.length).toBeGreaterThanOrEqual(Math.min(SAMPLES, 60));
  });

  it('makes one referral of each command, and a live unit is held for it', async () => {
    expect(new Set(referrals).size).toBe(deaths.length + 1);
    await until('offered', 60, async () => {
      const { rows } = await system.database.query<{ id: string; state: string }>(
        `SELECT r.id, r.state FROM referral.referral r
          WHERE NOT EXISTS (SELECT 1 FROM reservation.reservation u WHERE u.id::text = r.unit ->> 'reservationId' AND u.state = 'held')`,
      );
      return rows.length === 0 || `${rows.length} are not, among them ${rows[0]?.id} in ${rows[0]?.state}`;
    });
    const { rows } = await system.database.query('SELECT id FROM referral.referral');
    expect(rows.map(({ id }) => id).sort()).toEqual([...referrals].sort());
  }, 70_000);

  it('loses no message, doubles no effect', async () => {
    expect(await breachesAtRest(system.database, 60)).toEqual({});
  }, 70_000);

  it('tells the desk and the doctor of each offer once', async () => {
    const { rows } = await system.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM notification.notice WHERE event = 'referral.offered'`,
    );
    expect(rows[0]?.n).toBe(2 * referrals.length);
  });
});
