import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { asked, type Document, type Operation, operationsOf, sample } from '../api/document.js';
import { type System, startSystem } from '../system/system.js';
import { aCase, type Case } from './a-case.js';
import { EMPTY, OWN, visible } from './tables.js';
import { Tap } from './tap.js';

const COUNTY_B = [
  'primary-doctor-b',
  'family-doctor-b',
  'referral-desk-b',
  'hospital-doctor-b',
  'arrival-desk-b',
  'his-adapter-b',
  'county-health-authority-b',
  'platform-admin-b',
];
const UNRELATED_OF_A = [
  'family-doctor-2',
  'referral-desk-tcm',
  'hospital-doctor-tcm',
  'arrival-desk-tcm',
  'his-adapter-tcm',
  'platform-admin',
];
const STRANGERS = [...COUNTY_B, ...UNRELATED_OF_A];

/** What a list cannot do without. */
const QUERIES: Record<string, string> = {
  '/v1/referrals': 'box=inbox',
  '/v1/units': 'pool=expert-slot&group=03.04',
  '/v1/patients': 'contract=institution',
  '/v1/teleconsultations': 'box=inbox',
  '/v1/ledger-entries': 'referral=0195f000-0000-7000-8000-000000000001',
  '/v1/recognised-results': 'patient=0195f000-0000-7000-8000-000000000001',
};
const PAGES = 20;

describe('a case of County A', () => {
  let system: System;
  let tap: Tap;
  let told: Case;
  let operations: Operation[];
  let bodyOf: (operation: Operation) => unknown;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    system = await startSystem({ env: { LOG_LEVEL: 'debug' } });
    tap = await Tap.open(system.amqpUrl);
    told = await aCase(system);
    const document = (await request(system.baseUrl).get('/docs/openapi.json')).body as Document;
    operations = operationsOf(document).filter(({ path }) => path.startsWith('/v1/') && !path.endsWith('/stream'));
    bodyOf = ({ body }) => (body ? sample(document, body) : undefined);
    for (const account of STRANGERS) tokens.set(account, await system.token(account));
  }, 120_000);

  afterAll(async () => {
    await tap?.close();
    await system?.stop();
  });

  async function send(account: string, method: Operation['method'], path: string, body?: unknown) {
    const headed = asked(system.baseUrl, method, path).set('authorization', `Bearer ${tokens.get(account)}`);
    if (method === 'GET') return headed;
    return headed
      .set('idempotency-key', randomUUID())
      .set('if-match', '"1"')
      .send((body ?? {}) as object);
  }

  /** Everything of the case that stands in the text, beside what the asker named. */
  const seenIn = (text: string, named: string) =>
    [...Object.values(told.ids), told.referralNo, ...told.identity, ...told.words].filter(
      (secret) => secret !== named && text.includes(secret),
    );

  it('is complete and open to who takes part in it, or nothing below proves anything', async () => {
    expect(Object.values(told.ids).every((id) => /^[0-9a-f-]{36}$/.test(id))).toBe(true);
    expect(told.words).toHaveLength(8);
    expect(operations.filter(({ path }) => path.includes('{')).length).toBeGreaterThan(20);
    for (const account of ['family-doctor', 'his-adapter']) tokens.set(account, await system.token(account));
    const read = (account: string, kind: keyof Case['ids']) => send(account, 'GET', `/v1/${kind}/${told.ids[kind]}`);
    for (const kind of ['patients', 'visits', 'episodes', 'referrals', 'teleconsultations'] as const) {
      expect((await read('family-doctor', kind)).status).toBe(200);
    }
    for (const kind of ['bookings', 'occupancies', 'booking-series'] as const) {
      expect((await read('his-adapter', kind)).status).toBe(200);
    }
    expect((await send('family-doctor', 'POST', `/v1/notices/${told.ids.notices}/reads`)).status).toBe(201);
  });

  it.each(STRANGERS)('is nothing that %s could open or touch', async (account) => {
    const wrong: string[] = [];
    for (const operation of operations) {
      const kind = operation.path.split('/')[2] as keyof Case['ids'] | 'sessions';
      if (!operation.path.includes('{')) continue;
      if (kind === 'sessions' && UNRELATED_OF_A.includes(account)) continue;
      const id = kind === 'sessions' ? told.session : told.ids[kind];
      const path = operation.path.replaceAll(/\{[^}]+\}/g, id);
      const { status, text } = await send(account, operation.method, path, bodyOf(operation));
      if (![403, 404].includes(status) || seenIn(text, id).length > 0) {
        wrong.push(`${operation.method} ${operation.path} → ${status} ${text}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(UNRELATED_OF_A)('leaves %s the counters of a session, but nobody’s place in it', async (account) => {
    for (const path of [`/v1/sessions/${told.session}`, `/v1/sessions/${told.session}/ledger`]) {
      const { status, text } = await send(account, 'GET', path);
      expect([200, 403, 404]).toContain(status);
      expect(seenIn(text, '')).toEqual([]);
    }
    expect((await send(account, 'GET', `/v1/sessions/${told.session}/ledger`)).status).not.toBe(200);
  });

  it.each(STRANGERS)('stands in no list of %s', async (account) => {
    for (const { method, path } of operations) {
      if (method !== 'GET' || path.includes('{')) continue;
      for (const query of path === '/v1/referrals' ? ['box=inbox', 'box=outbox'] : [QUERIES[path]]) {
        const pages = await pagesOf(account, `${path}?limit=100${query ? `&${query}` : ''}`);
        const session = COUNTY_B.includes(account) && pages.includes(told.session) ? [told.session] : [];
        expect({ path, seen: [...seenIn(pages, ''), ...session] }).toEqual({ path, seen: [] });
      }
    }
  });

  async function pagesOf(account: string, first: string): Promise<string> {
    let pages = '';
    let cursor = '';
    for (let page = 0; page < PAGES; page += 1) {
      const { status, text, body } = await send(account, 'GET', first + cursor);
      expect([200, 400, 403]).toContain(status);
      // Lists without pages refuse `limit`.
      if (status === 400) return pages + (await send(account, 'GET', first.split('?')[0] ?? first)).text;
      pages += text;
      const { next } = body as { next?: string };
      if (!next) break;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    return pages;
  }

  it('cannot be named by a stranger in a body', async () => {
    const { patients: patientId, visits, episodes: episodeId } = told.ids;
    const visit = {
      patientId,
      episodeId,
      diagnoses: [{ system: 'icd-10', version: '2019', code: 'I20.9', name: 'Angina', rank: 1 }],
    };
    const referral = { ...(bodyOf(operationOf('/v1/referrals')) as object), patientId, firstVisitEncounterId: visits };
    const attempts: [account: string, path: string, body: object][] = [
      ['family-doctor-b', '/v1/visits', visit],
      ['hospital-doctor-b', '/v1/visits', visit],
      ['family-doctor-b', '/v1/referrals', referral],
      ['family-doctor-b', '/v1/referral-drafts', { patientId }],
      ['family-doctor-2', '/v1/referral-drafts', { patientId }],
      ['family-doctor-b', '/v1/patient-lookups', { idType: '01', idNo: told.idNo }],
      ['hospital-doctor-tcm', '/v1/patient-lookups', { idType: '01', idNo: told.idNo }],
      ['his-adapter-b', '/v1/bookings', { sessionId: told.session, patientId: randomUUID(), channel: 'web' }],
      ['his-adapter-tcm', '/v1/bookings', { sessionId: told.session, patientId: randomUUID(), channel: 'web' }],
    ];
    for (const [account, path, body] of attempts) {
      const { status, text } = await send(account, 'POST', path, body);
      const seen = seenIn(text, '').filter((secret) => !JSON.stringify(body).includes(secret));
      expect({ account, path, refused: [403, 404, 409, 422].includes(status), seen, text }).toMatchObject({
        refused: true,
        seen: [],
      });
    }
  });

  const operationOf = (path: string) =>
    operations.find((one) => one.path === path && one.method === 'POST') as Operation;

  it.each(["' OR '1'='1", '990101H01%', "'; DROP TABLE referral.referral; --"])(
    'does not open to SQL in a filter: %s',
    async (injected) => {
      const text = encodeURIComponent(injected);
      for (const path of [
        `/v1/sessions?institution=${text}`,
        `/v1/referrals?box=inbox&state=${text}`,
        `/v1/referrals?box=outbox&cursor=${text}`,
      ]) {
        const { status } = await send('referral-desk-b', 'GET', path);
        expect({ path, status }).toEqual({ path, status: 400 });
      }
    },
  );

  describe('in the database, to the role of a service', () => {
    it('shows the county to the system, as a control', async () => {
      expect(await visible(system.database, '*', '*')).toEqual(
        expect.arrayContaining(OWN.filter((name) => !EMPTY.includes(name))),
      );
    });

    it('has a policy on every table that names a patient, a course of care or a referral', async () => {
      const { rows } = await system.database.query<{ name: string; guarded: boolean }>(
        `SELECT c.relname AS name, c.relrowsecurity AS guarded FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname IN ('referral', 'reservation', 'notification') AND c.relkind IN ('r', 'p')
            AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
              AND a.attname IN ('patient_id', 'referral_id', 'episode_id', 'encounter_id', 'teleconsultation_id', 'exam_order_id'))`,
      );
      expect(rows.length).toBeGreaterThan(20);
      expect(rows.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual([]);
    });

    it.each([
      ['another county', '990102', '990102H01'],
      ['all of another county', '990102', '*'],
      ['no county', '', ''],
      ['a quoted county', "990101' OR '1'='1", '990101H01'],
      ['a pattern', '99010_', '%'],
    ])('shows nothing of County A to %s', async (_, county, institution) => {
      expect(await visible(system.database, county, institution)).toEqual([]);
    });

    it.each([
      ['an institution of another county', '990102H01'],
      ['an institution that does not exist', '990101H99'],
    ])('shows nothing of an institution to %s under the name of the county', async (_, institution) => {
      expect((await visible(system.database, '990101', institution)).filter((name) => OWN.includes(name))).toEqual([]);
    });
  });

  describe('does not tell who the patient is', () => {
    const planted = () => [...told.identity, ...told.words];
    const leaks = (texts: string[]) => texts.flatMap((text) => planted().filter((secret) => text.includes(secret)));

    it('finds a leak where there is one, as a control', () => {
      expect(leaks([`{"msg":"offered","patient":"${told.identity[0]}"}`])).toEqual([told.identity[0]]);
    });

    it('in a message', () => {
      expect(tap.heard.length).toBeGreaterThan(15);
      expect(leaks(tap.heard)).toEqual([]);
    });

    it('in a log', () => {
      const logs = (['referral', 'reservation', 'notification', 'door', 'issuer'] as const).map((name) =>
        system.logOf(name),
      );
      expect(logs.join('')).toContain(told.ids.referrals);
      expect(leaks(logs)).toEqual([]);
    });

    it('on a page of metrics', async () => {
      const names = ['referral', 'reservation', 'notification'] as const;
      const pages = await Promise.all(names.map(async (name) => (await fetch(system.metricsUrl(name))).text()));
      expect(pages.every((page) => page.includes('fenji_'))).toBe(true);
      expect(leaks(pages)).toEqual([]);
    });

    it('in a notice, nor anywhere in the clear in the database', async () => {
      const { rows } = await system.database.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
          WHERE schemaname IN ('referral', 'reservation', 'notification')`,
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const { rowCount } = await system.database.query(
          `SELECT 1 FROM ${name} AS row WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS secret WHERE strpos(row::text, secret) > 0) LIMIT 1`,
          [planted()],
        );
        if (rowCount) found.push(name);
      }
      expect(rows.length).toBeGreaterThan(30);
      expect(found).toEqual([]);
    });
  });
});
