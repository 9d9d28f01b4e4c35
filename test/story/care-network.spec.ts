import { randomUUID } from 'node:crypto';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { as, CARDIOLOGY, contractedPatients } from './people.js';
import { faults, file, put, type Row, rowsOf } from './register.js';

interface PatientView {
  id: string;
  name: string;
  idNo: string;
  phone: string;
  address?: string;
  contract?: { institution: string };
}
interface List<T> {
  items: T[];
  next?: string;
}
interface VisitView {
  id: string;
  episodeId: string;
  tier: number;
  complaint?: string;
}

const ANGINA = { system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 };
const COMPLAINT = 'Chest tightness on exertion for two weeks';

describe('before the referral: patients, first visits and ways', () => {
  let system: System;
  let villageDoctor: Api;
  let familyDoctor: Api;
  let patientId: string;

  beforeAll(async () => {
    system = await startSystem();
    villageDoctor = await as(system, 'primary-doctor');
    familyDoctor = await as(system, 'family-doctor');
    const village = await villageDoctor.read<List<PatientView>>('/v1/patients?contract=institution&limit=1');
    patientId = village.body.items[0]?.id ?? '';
  });

  afterAll(() => system?.stop());

  const statusOf = async (api: Api, path: string) => {
    const reply = api.read(path);
    return reply.then(
      ({ status }) => status,
      (error: Error) => Number(/: (\d{3}) /.exec(error.message)?.[1]),
    );
  };

  const recordVisit = (doctor: Api, more: object = {}, key = randomUUID()) =>
    doctor.post<VisitView>('/v1/visits', { body: { patientId, diagnoses: [ANGINA], ...more }, key });

  it('a family doctor pages through the contracted patients without gap or repetition', async () => {
    const { rows } = await system.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM referral.contract WHERE team_id IN (
         SELECT team_id FROM referral.team_member JOIN referral.practitioner p ON p.id = practitioner_id WHERE p.id = $1)`,
      [await practitionerOf(familyDoctor)],
    );
    const all = await contractedPatients(familyDoctor, rows[0]?.count ?? 0);
    expect(new Set(all.map(({ id }) => id)).size).toBe(rows[0]?.count);
  });

  async function practitionerOf(doctor: Api): Promise<string> {
    const { body } = await recordVisit(doctor);
    const { rows } = await system.database.query<{ id: string }>(
      'SELECT practitioner_id AS id FROM referral.encounter WHERE id = $1',
      [body.id],
    );
    return rows[0]?.id ?? '';
  }

  it('lists show a name, a number and a phone only masked', async () => {
    const { body } = await familyDoctor.read<List<PatientView>>('/v1/patients?limit=20');
    for (const { name, idNo, phone, address } of body.items) {
      expect(name).toMatch(/^.\*$/);
      expect(idNo).toMatch(/^.\*{16}.$/);
      expect(phone).toMatch(/^\d{3}\*{4}\d{4}$/);
      expect(address).toBeUndefined();
    }
  });

  it('village doctor and family doctor see one patient in two visits of one episode', async () => {
    const first = await recordVisit(villageDoctor, { complaint: COMPLAINT });
    const { episodeId } = first.body;
    const second = await recordVisit(familyDoctor, { episodeId });
    const { body } = await familyDoctor.read<{ visits: VisitView[]; legs: object[] }>(`/v1/episodes/${episodeId}`);
    expect(body.visits.map(({ id, tier }) => [id, tier])).toEqual([
      [first.body.id, 1],
      [second.body.id, 2],
    ]);
    expect(body.legs).toEqual([]);
    expect((await familyDoctor.read<VisitView>(`/v1/visits/${first.body.id}`)).body.complaint).toBe(COMPLAINT);
  });

  it('a visit sent twice under one key is recorded once', async () => {
    const key = randomUUID();
    const first = await recordVisit(villageDoctor, {}, key);
    const again = await recordVisit(villageDoctor, {}, key);
    expect(again.body).toEqual(first.body);
    const { rows } = await system.database.query('SELECT 1 FROM referral.encounter WHERE episode_id = $1', [
      first.body.episodeId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('the complaint lies nowhere in the database as it was written', async () => {
    const { body } = await recordVisit(villageDoctor, {
      complaint: 'unmistakable sentence',
      diagnoses: [{ ...ANGINA, name: 'unmistakable name' }],
    });
    expect(body.complaint).toBeUndefined();
    for (const table of ['encounter', 'idempotency', 'access_log', 'outbox']) {
      const { rows } = await system.database.query(
        `SELECT 1 FROM referral.${table} row WHERE row::text LIKE '%unmistakable%'`,
      );
      expect(rows).toEqual([]);
    }
  });

  it('every wrong field of a visit is named', async () => {
    const wrong = { patientId, diagnoses: [{ ...ANGINA, code: 'I20.7', rank: 2 }], visitedAt: '2099-01-01T00:00:00Z' };
    const { status, body } = await villageDoctor.attempt('/v1/visits', { body: wrong });
    expect(status).toBe(400);
    expect((body as Problem).errors?.map(({ field }) => field)).toEqual(['diagnoses.0.code', 'diagnoses', 'visitedAt']);
  });

  it.each(['family-doctor-2', 'hospital-doctor', 'referral-desk', 'family-doctor-b'])(
    '%s does not learn that the patient, the visit or the episode exists',
    async (account) => {
      const stranger = await as(system, account);
      const { body } = await recordVisit(villageDoctor);
      for (const path of [`/v1/patients/${patientId}`, `/v1/visits/${body.id}`, `/v1/episodes/${body.episodeId}`]) {
        expect(await statusOf(stranger, path)).toBe(404);
      }
    },
  );

  it('a stranger can record no visit for the patient', async () => {
    const stranger = await as(system, 'family-doctor-2');
    const { status } = await stranger.attempt('/v1/visits', { body: { patientId, diagnoses: [ANGINA] } });
    expect(status).toBe(404);
  });

  it('the health authority has no way to a patient', async () => {
    const authority = await as(system, 'county-health-authority');
    expect(await statusOf(authority, '/v1/patients')).toBe(403);
    expect(await statusOf(authority, `/v1/patients/${patientId}`)).toBe(403);
  });

  it('a preview ranks the hospitals of the consortium with a reason for each', async () => {
    const body = { direction: 'up', urgencyClass: 'U3', deptCode: CARDIOLOGY, pool: 'expert-slot' };
    const route = await familyDoctor.post<{ ranked: { position: number; reasons: string[]; criteria: object }[] }>(
      '/v1/routes',
      { body },
    );
    expect(route.body.ranked.length).toBeGreaterThan(1);
    for (const [index, { position, reasons, criteria }] of route.body.ranked.entries()) {
      expect(position).toBe(index + 1);
      expect(reasons).toEqual(expect.arrayContaining(['capable', 'pair-consortium']));
      expect(criteria).toMatchObject({ capability: 'capable', pair: 'consortium' });
    }
  });

  it('the way home is asked for a patient, and for one whom the caller may see', async () => {
    const body = { direction: 'down', urgencyClass: 'U4', deptCode: '02', patientId };
    const hospital = await as(system, 'hospital-doctor');
    expect((await hospital.attempt('/v1/routes', { body })).status).toBe(404);
    expect((await hospital.attempt('/v1/routes', { body: { ...body, patientId: undefined } })).status).toBe(400);
  });

  it('the directory is filtered, and each county has its own', async () => {
    const { body } = await familyDoctor.read<List<{ code: string; tier: number }>>('/v1/institutions?tier=3&limit=100');
    expect(body.items.map(({ tier }) => tier)).toEqual(body.items.map(() => 3));
    const other = await as(system, 'family-doctor-b');
    const theirs = await other.read<List<{ code: string }>>('/v1/institutions?limit=100');
    expect(theirs.body.items.filter(({ code }) => !code.startsWith('990102'))).toEqual([]);
    const beyond = await familyDoctor.read<List<{ code: string }>>('/v1/institutions?beyond=true&limit=100');
    expect(beyond.body.items.map(({ code }) => code)).toEqual(expect.arrayContaining(['990101H01', '990102H01']));
  });

  it('a cursor of somebody’s own making is refused', async () => {
    expect(await statusOf(familyDoctor, '/v1/patients?cursor=abc')).toBe(400);
    const forged = Buffer.from('["no uuid"]').toString('base64url');
    expect(await statusOf(familyDoctor, `/v1/patients?cursor=${forged}`)).toBe(400);
  });

  it('a resident has one contract at a time, also when two are entered at once', async () => {
    const [patient] = (await familyDoctor.read<List<Row>>('/v1/patients?contract=mine&limit=1')).body.items;
    const [held] = (await rowsOf(familyDoctor, 'contracts', '')).filter(
      ({ patientId }) => patientId === patient?.['id'],
    );
    const teamId = held?.['teamId'] ?? (await rowsOf(familyDoctor, 'teams', '&institution=990101T01'))[0]?.['id'];
    const contract = (validFrom: string, more: Row = {}) => ({
      ...{ id: randomUUID(), patientId: patient?.['id'], teamId, keyGroups: ['elderly-65'], validFrom, ...more },
    });
    expect(faults(await put(familyDoctor, 'contracts', contract('2027-01-01')))).toEqual([
      'validFrom overlapping-contract',
    ]);
    expect(faults(await put(familyDoctor, 'contracts', contract('2040-01-01', { keyGroups: ['rich'] })))).toEqual([
      'keyGroups is-in',
    ]);
    const both = await Promise.all([
      put(familyDoctor, 'contracts', contract('2040-01-01')),
      put(familyDoctor, 'contracts', contract('2040-06-01')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const stranger = await as(system, 'family-doctor-2');
    expect(faults(await put(stranger, 'contracts', contract('2050-01-01')))).toEqual(['patientId unknown']);
    expect((await rowsOf(await as(system, 'county-health-authority'), 'contracts')).length).toBe(0);
  });

  it('a file of contracts is taken by the house of the team, with row errors', async () => {
    const { items } = (await familyDoctor.read<List<Row>>('/v1/patients?contract=mine&limit=2')).body;
    const [team] = await rowsOf(familyDoctor, 'teams', '&institution=990101T01');
    const [later, clashing] = [randomUUID(), randomUUID()];
    const lines = [
      'id,patientId,teamId,keyGroups,validFrom',
      `${later},${items[1]?.['id']},${team?.['id']},hypertension;diabetes,2060-01-01`,
      `${clashing},${items[1]?.['id']},${team?.['id']},,2061-01-01`,
      `${randomUUID()},${items[1]?.['id']},${randomUUID()},,2059-01-01`,
    ];
    const refused = await file(familyDoctor, 'contracts', lines);
    expect(faults(refused)).toEqual(['csv.3.validFrom overlapping-contract', 'csv.4 not-yours']);
    expect((await file(familyDoctor, 'contracts', lines.slice(0, 2))).body).toMatchObject({ created: 1 });
  });
});
