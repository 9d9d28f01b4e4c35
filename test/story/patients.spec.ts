import type { PatientView } from '../../apps/referral/patient/patient.dto.js';
import type { RegisteredPatient } from '../../apps/referral/patient/registration.dto.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { as } from './people.js';

type Clear = PatientView & { address: string };

interface List<T> {
  items: T[];
  next?: string;
}

describe('who a patient is', () => {
  let system: System;
  let familyDoctor: Api;
  let patientId: string;

  beforeAll(async () => {
    system = await startSystem();
    familyDoctor = await as(system, 'family-doctor');
    const villageDoctor = await as(system, 'primary-doctor');
    const village = await villageDoctor.read<List<PatientView>>('/v1/patients?contract=institution&limit=1');
    patientId = village.body.items[0]?.id ?? '';
  });

  afterAll(() => system?.stop());

  const clear = async () =>
    (await familyDoctor.read<Clear>(`/v1/patients/${patientId}?reveal=true&reason=correction`)).body;

  it('an identity is shown in clear only for a reason, and the reason is kept', async () => {
    const path = `/v1/patients/${patientId}?reveal=true`;
    await expect(familyDoctor.read(path)).rejects.toThrow(/: 400 /);
    const { body } = await familyDoctor.read<PatientView>(`${path}&reason=contact-patient`);
    expect(body).toMatchObject({
      idNo: expect.stringMatching(/^99\d{15}[\dX]$/),
      phone: expect.stringMatching(/^12\d{9}$/),
    });
    const { rows } = await system.database.query(
      'SELECT purpose, account FROM referral.access_log WHERE subject_id = $1 AND purpose LIKE $2',
      [patientId, 'reveal%'],
    );
    expect(rows).toEqual([{ purpose: 'reveal-contact-patient', account: 'family-doctor' }]);
  });

  it('a patient is found by the number of the ID card, but not by a stranger', async () => {
    const { body } = await familyDoctor.read<PatientView>(
      `/v1/patients/${patientId}?reveal=true&reason=identity-check`,
    );
    const lookup = { body: { idType: '01', idNo: body.idNo } };
    expect((await familyDoctor.post<PatientView>('/v1/patient-lookups', lookup)).body.id).toBe(patientId);
    for (const stranger of ['family-doctor-2', 'hospital-doctor', 'family-doctor-b']) {
      expect((await (await as(system, stranger)).attempt('/v1/patient-lookups', lookup)).status).toBe(404);
    }
  });

  it('a doctor finds an own patient by name, birth date or the end of a number; a stranger finds nobody', async () => {
    const path = `/v1/patients/${patientId}?reveal=true&reason=identity-check`;
    const { name, birthDate, idNo, phone } = (await familyDoctor.read<PatientView>(path)).body;
    const find = async (account: string, body: object) => {
      const api = await as(system, account);
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const search = { contract: 'institution', limit: 5, ...body, ...(cursor ? { cursor } : {}) };
        const page = (await api.post<List<PatientView>>('/v1/patient-searches', { body: search })).body;
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor);
      return found;
    };
    for (const text of [name, birthDate, birthDate.slice(0, 4), idNo.slice(-4).toLowerCase(), phone.slice(-6)]) {
      const found = await find('primary-doctor', { text });
      expect({ text, times: found.filter((id) => id === patientId).length }).toEqual({ text, times: 1 });
      expect(await find('family-doctor-b', { text: idNo })).toEqual([]);
    }
    expect(await find('primary-doctor', { text: `${name}${name}` })).toEqual([]);
    // Three digits fit half the county, and are taken for a name.
    expect(await find('primary-doctor', { text: idNo.slice(-3) })).toEqual([]);
    const { rows } = await system.database.query(
      "SELECT DISTINCT account FROM referral.access_log WHERE subject_id = $1 AND purpose = 'search'",
      [patientId],
    );
    expect(rows).toEqual([{ account: 'primary-doctor' }]);
  });

  it('a list goes on past somebody whose contract with the house is over', async () => {
    const list = async () => {
      const ids: string[] = [];
      for (let next: string | undefined = ''; next !== undefined; ) {
        const cursor: string = next && `&cursor=${encodeURIComponent(next)}`;
        const page = await familyDoctor.read<List<PatientView>>(`/v1/patients?contract=institution&limit=20${cursor}`);
        ids.push(...page.body.items.map(({ id }) => id));
        next = page.body.next;
      }
      return ids;
    };
    const before = await list();
    // Long over, and nothing else ties them to the house.
    await system.database.query(
      `INSERT INTO referral.contract (county, id, patient_id, team_id, institution, valid_from, valid_to)
       SELECT p.county, gen_random_uuid(), p.id, t.id, t.institution, '2001-01-01', '2002-01-01'
         FROM referral.team t JOIN referral.patient p ON p.county = t.county AND p.id <> ALL ($1::uuid[])
        WHERE t.id = (SELECT id FROM referral.team WHERE institution = '990101T01' ORDER BY id LIMIT 1)`,
      [before],
    );
    const after = await list();
    expect([after.length, after.at(-1)]).toEqual([before.length, before.at(-1)]);
  });

  it('a doctor lists the patients of a key group', async () => {
    const groupOf = async (keyGroup: string) => {
      const body = { contract: 'institution', limit: 100, keyGroup };
      return (await familyDoctor.post<List<PatientView>>('/v1/patient-searches', { body })).body.items;
    };
    const old = await groupOf('elderly-65');
    expect(old.length).toBeGreaterThan(0);
    expect(old.every(({ keyGroups }) => keyGroups.includes('elderly-65'))).toBe(true);
  });

  it('a number with a wrong check digit is refused by name of the rule', async () => {
    const lookup = { body: { idType: '01', idNo: '990101198001010015' } };
    const { status, body } = await familyDoctor.attempt('/v1/patient-lookups', lookup);
    expect(status).toBe(422);
    expect((body as Problem).errors).toEqual([
      expect.objectContaining({ field: 'idNo', code: 'check-digit', rule: 'V10' }),
    ]);
  });

  it('a phone that has changed is corrected by whoever may see the patient; the old one and the names stay on record', async () => {
    const path = `/v1/patients/${patientId}/contacts`;
    const contact = { phone: '12099990001', address: '安平县城关镇二村 7 号' };
    const wrong = await familyDoctor.attempt(path, { body: { ...contact, phone: '13' } });
    expect(wrong.status).toBe(400);
    const stranger = await as(system, 'family-doctor-b');
    expect((await stranger.attempt(path, { body: contact })).status).toBe(404);
    const before = await clear();
    await familyDoctor.post(path, { body: contact });
    expect(await clear()).toEqual({ ...before, ...contact });
    const { rows } = await system.database.query(
      'SELECT corrected_by IS NOT NULL AS named, role, institution, phone_sealed FROM referral.patient_contact_past WHERE patient_id = $1',
      [patientId],
    );
    expect(rows).toEqual([
      { named: true, role: 'family-doctor', institution: expect.any(String), phone_sealed: expect.any(String) },
    ]);
    expect(JSON.stringify(rows)).not.toContain(before.phone);
  });

  it('somebody who is known is told where the county knows another phone, and keeps it', async () => {
    const { name, idNo, birthDate, sexCode, divisionCode, phone, address } = await clear();
    const form = { name, idType: '01', idNo, birthDate, sexCode, divisionCode, phone: '12099990002', address };
    const { body } = await (await as(system, 'family-doctor-2')).post<RegisteredPatient>('/v1/patients', {
      body: form,
    });
    expect(body).toMatchObject({ id: patientId, known: true, warnings: [{ code: 'known-otherwise', field: 'phone' }] });
    expect((await clear()).phone).toBe(phone);
  });
});
