import type { ReferralDetail } from '../../apps/referral/referral/form/referral.answer.js';
import { inBeijing } from '../../scripts/demo/running/moves.js';
import { ANGINA, act, now } from '../story/acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  publishEvening,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { type System, startSystem } from '../system/system.js';

interface Items {
  items: Record<string, unknown>[];
  next?: string;
}

const NOBODY = '0195f000-0000-7000-8000-000000000001';

describe('the lists of a house and of the county', () => {
  let system: System;
  let id: string;
  let referralNo: string;
  let patientId: string;
  let session: Awaited<ReturnType<typeof publishEvening>>;
  let day: string;

  /** One referral that the hospital's desk must decide. */
  beforeAll(async () => {
    system = await startSystem();
    const doctor = await as(system, 'family-doctor');
    const today = await businessNow(system.database);
    session = await publishEvening(await as(system, 'his-adapter'), today, { days: 3, capacity: 10 });
    day = inBeijing(new Date(session.startsAt)).slice(0, 10);
    const [patient] = await contractedPatients(doctor, 1);
    patientId = patient!.id;
    const visit = await doctor.post<{ id: string }>('/v1/visits', { body: { patientId, diagnoses: [ANGINA] } });
    const wish = {
      patient: patient!,
      firstVisitEncounterId: visit.body.id,
      window: windowOf(session),
      consentAt: today,
    };
    const form = upReferral({ ...wish, to: COUNTY_HOSPITAL });
    ({ id, referralNo } = (await doctor.post<ReferralDetail>('/v1/referrals', { body: form, wait: 10 })).body);
    await until('offered', 20, async () => (await now(doctor, id)).offered);
  }, 120_000);

  afterAll(() => system?.stop());

  const ask = async (account: string, path: string) =>
    fetch(`${system.baseUrl}${path}`, { headers: { authorization: `Bearer ${await system.token(account)}` } });
  const statusOf = async (account: string, path: string) => (await ask(account, path)).status;
  const list = async (account: string, path: string) => (await (await ask(account, path)).json()) as Items;
  const ids = async (account: string, path: string) => (await list(account, path)).items.map((item) => item['id']);

  /** All of a list, one row at a time. */
  async function pageByPage(account: string, path: string): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    let cursor = '';
    for (let page = 0; page < 50; page += 1) {
      const { items, next } = await list(account, `${path}&limit=1${cursor}`);
      expect(items.length).toBeLessThanOrEqual(1);
      found.push(...items);
      if (!next) return found;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    throw new Error('pages without an end');
  }

  describe('GET /v1/waiting-referrals', () => {
    const path = '/v1/waiting-referrals';

    it('shows what is to be done to whoever must do it, by direction and kind, the nearest deadline first', async () => {
      expect(await ids('referral-desk', path)).toContain(id);
      const { items } = await list('referral-desk', `${path}?limit=100`);
      const [mine] = items.filter((item) => item['id'] === id);
      const due = items.map((item) => String(item['dueAt']));
      expect(due).toEqual([...due].sort());
      expect(await ids('referral-desk', `${path}?direction=up&kind=${mine!['dueKind']}`)).toContain(id);
      expect(await ids('referral-desk', `${path}?direction=down`)).not.toContain(id);
      expect(await ids('referral-desk', `${path}?kind=follow-up`)).not.toContain(id);
      expect(await pageByPage('referral-desk', `${path}?direction=up`)).toEqual(
        (await list('referral-desk', `${path}?direction=up&limit=100`)).items,
      );
    });

    it.each(['referral-desk-tcm', 'family-doctor-2', 'referral-desk-b', 'arrival-desk'])(
      'does not show it to %s',
      async (account) => {
        expect(await ids(account, `${path}?limit=100`)).not.toContain(id);
      },
    );

    it.each(['roster-manager', 'county-health-authority', 'platform-admin', 'his-adapter'])(
      'is no list of %s',
      async (account) => {
        expect(await statusOf(account, path)).toBe(403);
      },
    );

    it.each(['direction=sideways', 'kind=A%20B', 'cursor=x', 'limit=0', 'limit=101', 'owner=me'])(
      'refuses %s',
      async (query) => {
        expect(await statusOf('referral-desk', `${path}?${query}`)).toBe(400);
      },
    );
  });

  describe('GET /v1/rosters', () => {
    const board = () => `/v1/rosters?pool=expert-slot&from=${day}&to=${day}`;
    const sessionsOf = async (account: string, path: string) =>
      (await list(account, `${path}&limit=100`)).items.flatMap(({ sessions }) => sessions as { id: string }[]);
    const has = async (account: string, path: string) =>
      (await sessionsOf(account, path)).some((one) => one.id === session.id);

    it('shows the own house its sessions in a line for each group, with their counters', async () => {
      const [one] = (await sessionsOf('roster-manager', board())).filter((found) => found.id === session.id);
      expect(one).toMatchObject({ capacity: 10, reserve: 2, familyTaken: 1 });
      expect(await has('referral-desk', `${board()}&group=03.04`)).toBe(true);
      expect(await has('referral-desk', `${board()}&group=21`)).toBe(false);
      const groups = (await pageByPage('roster-manager', board())).map(({ group }) => group);
      expect(groups).toEqual([...new Set(groups)].sort());
    });

    it.each(['roster-manager-tcm', 'referral-desk-tcm', 'roster-manager-b'])(
      'shows nothing of it to %s',
      async (who) => {
        expect(await has(who, board())).toBe(false);
      },
    );

    it.each(['family-doctor', 'county-health-authority', 'platform-admin', 'arrival-desk'])(
      'is no board of %s',
      async (account) => {
        expect(await statusOf(account, board())).toBe(403);
      },
    );

    it.each([
      'from=2026-11-26',
      'pool=chair',
      'pool=exam&from=2026-13-01',
      'pool=exam&from=2026-11-01&to=2026-11-16',
      'pool=exam&group=a%20b',
      'pool=exam&institution=990101H01',
    ])('refuses %s', async (query) => {
      expect(await statusOf('roster-manager', `/v1/rosters?${query}`)).toBe(400);
    });
  });

  describe('GET /v1/expected-arrivals', () => {
    const path = '/v1/expected-arrivals';

    beforeAll(async () => {
      const [desk, doctor] = [await as(system, 'referral-desk'), await as(system, 'family-doctor')];
      await act(desk, id, 'decisions', { decision: 'accept' });
      await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
      await act(doctor, id, 'confirmations', {}, { wait: 10 });
      await until('confirmed', 20, async () => (await now(doctor, id)).state === 'confirmed');
    });

    it('shows the house whom it expects that day, masked, and finds one by number or patient on any day', async () => {
      const { items } = await list('arrival-desk', `${path}?date=${day}&limit=100`);
      const [mine] = items.filter((item) => item['id'] === id);
      expect(mine).toMatchObject({ patient: { name: expect.stringContaining('*') }, referralNo });
      expect(new Date(String(mine!['expectedAt'])).toISOString().slice(0, 10)).toBe(session.startsAt.slice(0, 10));
      expect(await ids('arrival-desk', `${path}?date=2026-01-01`)).not.toContain(id);
      expect(await ids('arrival-desk', `${path}?referralNo=${referralNo.slice(-6).toLowerCase()}`)).toContain(id);
      expect(await ids('ward-nurse', `${path}?patient=${patientId}`)).toContain(id);
      expect(await pageByPage('arrival-desk', `${path}?date=${day}`)).toEqual(items);
    });

    it.each(['arrival-desk-tcm', 'arrival-desk-b'])('does not show it to %s', async (account) => {
      for (const query of [`date=${day}`, `referralNo=${referralNo.slice(-6)}`, `patient=${patientId}`]) {
        expect(await ids(account, `${path}?${query}`)).not.toContain(id);
      }
    });

    it.each(['family-doctor', 'roster-manager', 'county-health-authority', 'platform-admin'])(
      'is no list of %s',
      async (account) => {
        expect(await statusOf(account, path)).toBe(403);
      },
    );

    it.each(['date=tomorrow', 'referralNo=abc', 'referralNo=%25%25%25%25', 'patient=x', 'cursor=x', 'name=zhang'])(
      'refuses %s',
      async (query) => {
        expect(await statusOf('arrival-desk', `${path}?${query}`)).toBe(400);
      },
    );
  });

  describe('GET /v1/ledger-entries', () => {
    const path = () => `/v1/ledger-entries?referral=${id}`;

    it('tells the authority what a referral did to the counters, the oldest first', async () => {
      const { items } = await list('county-health-authority', `${path()}&limit=100`);
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map(({ sessionId }) => sessionId))).toEqual(new Set([session.id]));
      expect(items.reduce((sum, { familyTaken }) => sum + Number(familyTaken), 0)).toBe(1);
      const times = items.map(({ at }) => String(at));
      expect(times).toEqual([...times].sort());
      expect(await pageByPage('county-health-authority', path())).toEqual(items);
    });

    it('is empty for a referral that is unknown, and for the authority of another county', async () => {
      expect((await list('county-health-authority', `/v1/ledger-entries?referral=${NOBODY}`)).items).toEqual([]);
      expect((await list('county-health-authority-b', path())).items).toEqual([]);
    });

    it.each(['referral-desk', 'roster-manager', 'family-doctor', 'insurance-authority', 'platform-admin'])(
      'is no list of %s',
      async (account) => {
        expect(await statusOf(account, path())).toBe(403);
      },
    );

    it.each(['', '?referral=x', `?referral=${NOBODY}&cursor=x`, `?referral=${NOBODY}&county=990102`])(
      'refuses %j',
      async (query) => {
        expect(await statusOf('county-health-authority', `/v1/ledger-entries${query}`)).toBe(400);
      },
    );
  });

  describe('GET /v1/clock', () => {
    it('tells whoever is signed in the business time, never a kept one', async () => {
      for (const account of ['primary-doctor', 'his-adapter', 'platform-admin', 'county-health-authority-b']) {
        const before = await businessNow(system.database);
        const answer = await ask(account, '/v1/clock');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        const { now: told } = (await answer.json()) as { now: string };
        expect(new Date(told).getTime()).toBeGreaterThanOrEqual(before.getTime());
        expect(new Date(told).getTime()).toBeLessThanOrEqual((await businessNow(system.database)).getTime());
      }
    });

    it('refuses a query, and nobody', async () => {
      expect(await statusOf('referral-desk', '/v1/clock?at=2030-01-01')).toBe(400);
      expect((await fetch(`${system.baseUrl}/v1/clock`)).status).toBe(401);
    });
  });
});
