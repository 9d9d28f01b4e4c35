import { randomUUID } from 'node:crypto';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { as, until } from './people.js';
import { FROM, faults, file, geriatrics, type List, put, type Row, rowsOf, township } from './register.js';

describe('the care network as the county keeps it', () => {
  let system: System;
  let authority: Api;
  let hospital: Api;

  beforeAll(async () => {
    system = await startSystem();
    authority = await as(system, 'county-health-authority');
    hospital = await as(system, 'his-adapter');
  });

  afterAll(() => system?.stop());

  const changes = async () => {
    const { rows } = await system.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM referral.network_change',
    );
    return rows[0]?.count ?? 0;
  };

  it('the authority enters a new township centre, and the directory shows it from the day of its licence', async () => {
    const first = await put(authority, 'institutions', township('990101T40', { validFrom: '2026-01-01' }));
    expect(first).toMatchObject({ status: 201, body: { outcome: 'created', warnings: [] } });
    await put(authority, 'institutions', township('990101T41', { validFrom: '2099-01-01' }));
    await until('the directory shows the centre', 10, async () => {
      const { body } = await authority.read<List>('/v1/institutions?limit=100');
      const codes = body.items.map(({ code }) => code);
      return codes.includes('990101T40') && !codes.includes('990101T41');
    });
    const [row] = (await rowsOf(authority, 'institutions')).filter(({ code }) => code === '990101T40');
    expect(row).toMatchObject({ tier: 2, type: 'township-health-centre', level: 1 });
  });

  it('what is said twice changes nothing, what is left out stays as it is', async () => {
    const centre = (more: Row = {}) =>
      put(authority, 'institutions', township('990101T40', { validFrom: '2026-01-01', ...more }));
    const before = await changes();
    expect((await centre()).body).toMatchObject({ outcome: 'unchanged' });
    expect(await changes()).toBe(before);
    await centre({ phone: '0990-555' });
    const named = await centre({ name: '新名' });
    expect(named.body).toMatchObject({ outcome: 'changed' });
    const [row] = (await rowsOf(authority, 'institutions')).filter(({ code }) => code === '990101T40');
    expect(row).toMatchObject({ name: '新名', phone: '0990-555' });
  });

  it('a file of rows is taken whole or not at all, and every fault of it is named with line and column', async () => {
    const lines = [
      'code,name,nameEn,type,level,ownership,divisionCode,validFrom',
      `990101T50,五十,Fifty,township-health-centre,1,public,990101150000,${FROM}`,
      `990101T51,五一,Fifty-one,castle,7,public,990101150000,${FROM}`,
      `990102T01,他县,Of another county,township-health-centre,1,public,990102100000,${FROM}`,
      `990101T50,五十,Fifty again,township-health-centre,1,public,990101150000,${FROM}`,
    ];
    const refused = await file(authority, 'institutions', lines);
    expect(refused.status).toBe(422);
    expect(faults(refused)).toEqual(['csv.3.type is-in', 'csv.3.level max', 'csv.4.code taken', 'csv.5.code twice']);
    expect((await rowsOf(authority, 'institutions')).map(({ code }) => code)).not.toContain('990101T50');
  });

  it('the list of exams whose results are recognised comes as a file, and decides over the list of the nation', async () => {
    const doctor = await as(system, 'family-doctor');
    const items = async (api = doctor) => (await api.read<{ items: Row[] }>('/v1/exam-items?limit=100')).body.items;
    const before = (await items()).find(({ code }) => code === 'ecg-12');
    expect(before).toMatchObject({ recognised: true });
    const lines = [
      'code,kind,name,nameEn,recognised,source,validFrom',
      'ecg-12,ecg,十二导联心电图,12-lead ECG,true,County list 2025,2025-01-01',
      'ecg-12,ecg,十二导联心电图,12-lead ECG,false,County list 2026,2026-01-01',
      'ecg-24,ecg,动态心电图,24-hour ECG,true,County list 2026,2026-01-01',
    ];
    const wrong = await file(authority, 'exam-items', [lines[0]!, 'x,tea,茶,Tea,perhaps,None,2026-01-01']);
    expect(faults(wrong)).toEqual(['csv.2.kind is-in', 'csv.2.recognised is-boolean']);
    expect((await file(doctor, 'exam-items', lines)).status).toBe(403);
    expect(await file(authority, 'exam-items', lines)).toMatchObject({ status: 201, body: { created: 3 } });
    expect((await rowsOf(authority, 'exam-items')).map(({ code }) => code)).toEqual(['ecg-12', 'ecg-12', 'ecg-24']);
    const after = await items();
    expect(after.find(({ code }) => code === 'ecg-12')).toMatchObject({ recognised: false });
    expect(after.find(({ code }) => code === 'ecg-24')).toMatchObject({ kind: 'ecg', recognised: true, window: '3d' });
    const abroad = await items(await as(system, 'family-doctor-b'));
    expect(abroad.find(({ code }) => code === 'ecg-12')).toMatchObject({ recognised: true });
  });

  it('a dry run says what would happen, and the same file again changes nothing', async () => {
    const before = await changes();
    const lines = [
      'code,name,nameEn,type,level,ownership,divisionCode,validFrom',
      `990101T60,六十,Sixty,township-health-centre,1,public,990101160000,2026-01-01`,
      `990101T61,六一,Sixty-one,township-health-centre,1,public,990101161000,2026-01-01`,
    ];
    const dry = await file(authority, 'institutions', lines, '?dryRun=true');
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, created: 2, unchanged: 0 } });
    expect(await changes()).toBe(before);
    expect(await file(authority, 'institutions', lines)).toMatchObject({ status: 201, body: { created: 2 } });
    expect(await file(authority, 'institutions', lines)).toMatchObject({
      status: 200,
      body: { created: 0, unchanged: 2 },
    });
    expect(await changes()).toBe(before + 2);
  });

  it('parents are handed on by date: two at one time and a circle are refused by name', async () => {
    const under = (institution: string, parent: string, from: string, to?: string) =>
      put(authority, 'institution-parents', { institution, parent, validFrom: from, ...(to && { validTo: to }) });
    expect((await under('990101T60', '990101H01', '2026-01-01')).status).toBe(201);
    const second = await under('990101T60', '990101T61', '2027-01-01');
    expect([second.status, ...faults(second)]).toEqual([409, 'parent two-parents']);
    expect((await under('990101T60', '990101H01', '2026-01-01', '2027-01-01')).status).toBe(200);
    expect((await under('990101T60', '990101T61', '2027-01-01')).status).toBe(201);
    const circles = [await under('990101H01', '990101T60', '2026-12-31'), await under('990101H01', '990101H01', FROM)];
    for (const circle of circles) expect([circle.status, ...faults(circle)]).toEqual([409, 'parent circle']);
    // From the day on which the township stands under another, there is none.
    expect((await under('990101H01', '990101T60', '2099-01-01')).status).toBe(201);
    const withdrawn = await put(authority, 'institution-parents', {
      ...{ institution: '990101H01', parent: '990101T60', validFrom: '2099-01-01', withdraw: true },
    });
    expect(withdrawn.body).toMatchObject({ outcome: 'withdrawn' });
  });

  it('the lead changes in one file, whatever the order of its lines; a weak lead is warned of, not refused', async () => {
    const consortiumId = randomUUID();
    await put(authority, 'consortia', { id: consortiumId, kind: 'county', name: '丙', nameEn: 'C', validFrom: FROM });
    const header = 'consortiumId,institution,lead,validFrom,validTo';
    const first = await file(authority, 'consortium-members', [header, `${consortiumId},990101T60,true,${FROM},`]);
    expect(first.body).toMatchObject({
      created: 1,
      warnings: [
        { consortiumId, institution: '990101T60', warnings: ['lead-below-level', 'lead-neither-general-nor-tcm'] },
      ],
    });
    const handedOver = await file(authority, 'consortium-members', [
      header,
      `${consortiumId},990101T61,true,2027-04-01,`,
      `${consortiumId},990101T60,true,${FROM},2027-04-01`,
    ]);
    expect(handedOver).toMatchObject({ status: 201, body: { created: 1, changed: 1 } });
    const leads = await rowsOf(authority, 'consortium-members', '&institution=990101T61&on=2027-04-01');
    expect(leads).toMatchObject([
      { consortiumId, lead: true, warnings: ['lead-below-level', 'lead-neither-general-nor-tcm'] },
    ]);
    const two = await file(authority, 'consortium-members', [header, `${consortiumId},990101T40,true,2027-01-01,`]);
    expect(faults(two)).toEqual(['csv.2.lead two-leads']);
    const elsewhere = await put(authority, 'consortium-members', {
      ...{ consortiumId, institution: '990101T01', lead: false, validFrom: FROM },
    });
    expect(faults(elsewhere)).toEqual(['institution two-county-consortia']);
  });

  it('a hospital keeps its own departments and nobody else’s', async () => {
    const neurology = {
      ...geriatrics,
      ...{
        pools: ['expert-slot'],
        icd10Ranges: ['F00-F03', 'G30'],
        procedures: ['89.13'],
        equipment: ['eeg'],
        drugs: ['donepezil'],
      },
    };
    expect((await put(hospital, 'department-capabilities', neurology)).status).toBe(201);
    const overlapping = await put(hospital, 'department-capabilities', { ...neurology, validFrom: '2026-06-01' });
    expect([overlapping.status, ...faults(overlapping)]).toEqual([409, 'validFrom overlap']);
    expect((await put(hospital, 'department-capabilities', { ...neurology, institution: '990101H02' })).status).toBe(
      403,
    );
    expect((await put(await as(system, 'his-adapter-b'), 'department-capabilities', neurology)).status).toBe(403);
    expect((await put(hospital, 'institutions', township('990101T70'))).status).toBe(403);
    const mixed = await file(hospital, 'department-capabilities', [
      'institution,deptCode,name,nameEn,validFrom,icd10Ranges',
      `990101H01,03.10,甲,A,${FROM},I20-I25;I50`,
      `990101H02,03.10,乙,B,${FROM},I20-I25`,
    ]);
    expect(faults(mixed)).toEqual(['csv.3 not-yours']);
  });

  it('centres stand only in licensed hospitals of tier 3 and 4', async () => {
    const centre = (institution: string, validFrom = FROM) =>
      put(authority, 'critical-centres', { institution, kind: 'trauma', validFrom });
    expect(faults(await centre('990101T01'))).toEqual(['institution not-an-upper-hospital']);
    expect(faults(await centre('990101H02', '2020-01-01'))).toEqual(['validFrom not-licensed']);
    expect(faults(await centre('990101H99'))).toEqual(['institution unknown']);
    expect((await centre('990101H02')).status).toBe(201);
  });

  it('a row that has not begun is taken back; one that holds is ended, so that decisions stay explained', async () => {
    const row = { divisionPrefix: '990101149', consortiumId: await ownConsortium(), validFrom: '2090-01-01' };
    expect((await put(authority, 'catchments', row)).status).toBe(201);
    expect((await put(authority, 'catchments', { ...row, withdraw: true })).body).toMatchObject({
      outcome: 'withdrawn',
    });
    const holding = { ...row, validFrom: '2026-01-01' };
    expect((await put(authority, 'catchments', holding)).status).toBe(201);
    expect(faults(await put(authority, 'catchments', { ...holding, withdraw: true }))).toEqual(['withdraw in-force']);
    expect(faults(await put(authority, 'catchments', { ...holding, validTo: '2025-01-01' }))).toEqual([
      'validTo not-after',
    ]);
    expect((await put(authority, 'catchments', { ...holding, validTo: '2027-01-01' })).status).toBe(200);
    expect(faults(await put(authority, 'catchments', { ...row, divisionPrefix: '990102149' }))).toEqual([
      'divisionPrefix other-county',
    ]);
  });

  /** That of the county hospital: the ids of those that stories make are random, and may come before it in the list. */
  const ownConsortium = async () =>
    (await rowsOf(authority, 'consortium-members')).find((row) => row['institution'] === '990101H01')?.['consortiumId'];

  it('the office of a consortium keeps its own members and their shared centres, and no other consortium', async () => {
    const office = await as(system, 'consortium-office');
    const own = await ownConsortium();
    const shared = { kind: 'imaging', institution: '990101H02', consortiumId: own, validFrom: FROM };
    expect((await put(office, 'shared-centres', shared)).status).toBe(201);
    const other = randomUUID();
    await put(authority, 'consortia', { id: other, kind: 'county', name: '丁', nameEn: 'D', validFrom: FROM });
    expect((await put(office, 'shared-centres', { ...shared, consortiumId: other })).status).toBe(403);
    expect((await put(office, 'department-capabilities', { ...geriatrics, institution: '990101T01' })).status).toBe(
      201,
    );
    expect((await put(office, 'department-capabilities', { ...geriatrics, institution: '990102T01' })).status).toBe(
      403,
    );
  });

  it('a city group stands above the counties; only an authority of a city can make one', async () => {
    const city = await as(system, 'county-health-authority-city');
    const group = { id: randomUUID(), kind: 'city-group', name: '新集团', nameEn: 'New group', validFrom: FROM };
    expect(faults(await put(authority, 'consortia', group))).toEqual(['kind not-a-city']);
    expect((await put(city, 'consortia', group)).status).toBe(201);
    const member = { consortiumId: group.id, institution: '990101H02', validFrom: FROM, lead: false };
    expect((await put(city, 'consortium-members', { ...member, institutionCounty: '990101' })).status).toBe(201);
    expect(faults(await put(city, 'consortium-members', { ...member, consortiumId: randomUUID() }))).toHaveLength(1);
    await until('the hospital is in the group', 10, async () => {
      const { body } = await authority.read<List>('/v1/institutions?limit=100&tier=3');
      const [tcm] = body.items.filter(({ code }) => code === '990101H02');
      return ((tcm?.['consortia'] ?? []) as string[]).includes(group.id);
    });
  });

  it('of two leads entered at the same time the consortium gets one', async () => {
    const consortiumId = randomUUID();
    await put(authority, 'consortia', { id: consortiumId, kind: 'county', name: '戊', nameEn: 'E', validFrom: FROM });
    const lead = (institution: string) =>
      put(authority, 'consortium-members', { consortiumId, institution, lead: true, validFrom: '2030-01-01' });
    // Of no other consortium: nothing but the lead may stand in the way of either.
    for (const code of ['990101T42', '990101T43']) await put(authority, 'institutions', township(code));
    const answers = await Promise.all([lead('990101T42'), lead('990101T43')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.flatMap(faults)).toEqual(['lead two-leads']);
  });

  it('the house that a change names hears of it, and so does the authority', async () => {
    const desk = await as(system, 'referral-desk-tcm');
    const pathology = { kind: 'pathology', institution: '990101H02', consortiumId: await ownConsortium() };
    await put(await as(system, 'consortium-office'), 'shared-centres', { ...pathology, validFrom: FROM });
    const heard = async (api: Api) => {
      const { body } = await api.read<List>('/v1/notices?limit=100');
      return body.items.some(
        ({ template, facts }) => template === 'network-changed' && (facts as Row)['kind'] === 'shared-centres',
      );
    };
    await until('the desk hears of it', 20, () => heard(desk));
    await until('the authority hears of it', 20, () => heard(authority));
  });

  it('no county writes or reads the network of another', async () => {
    const other = await as(system, 'county-health-authority-b');
    const mine = (await rowsOf(other, 'institutions')).map(({ code }) => String(code));
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.filter((code) => !code.startsWith('990102'))).toEqual([]);
    expect(
      faults(
        await put(other, 'institution-parents', { institution: '990101T01', parent: '990101H02', validFrom: FROM }),
      ),
    ).toEqual([expect.stringContaining('unknown')]);
    const { body } = await other.read<List>('/v1/network/changes?limit=100');
    expect(JSON.stringify(body)).not.toContain('990101T40');
  });

  it('every change is kept with what stood there before, who made it, and is told in a message', async () => {
    const phone = `0990-${Math.floor(Math.random() * 900) + 100}`;
    await put(authority, 'institutions', township('990101T61', { validFrom: '2026-01-01', phone }));
    const { rows } = await system.database.query(
      `SELECT account, action, before ->> 'phone' AS before, after ->> 'phone' AS after FROM referral.network_change
        WHERE after ->> 'code' = '990101T61' ORDER BY seq DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ account: 'county-health-authority', action: 'update', before: null, after: phone }]);
    const { body: log } = await authority.read<List>('/v1/network/changes?kind=institutions&limit=1');
    expect(log.items).toMatchObject([{ action: 'update', account: 'county-health-authority', after: { phone } }]);
    const told = await system.database.query<{ payload: { data: object } }>(
      `SELECT payload FROM referral.outbox WHERE name = 'network.changed.v1' AND payload::text LIKE '%990101T61%'`,
    );
    expect(told.rows.length).toBeGreaterThan(0);
  });
});
