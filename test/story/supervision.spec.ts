import request from 'supertest';
import { DAY_MS } from '#service/calendar/local-time.js';
import type { FlowReportView } from '../../apps/referral/indicator/flow.dto.js';
import type { IndicatorReportView } from '../../apps/referral/indicator/indicator.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { ClinicalView, RevealView, TraceItem, TraceView } from '../../apps/referral/referral/trace/trace.dto.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { act, refused } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  type Patient,
  TCM_HOSPITAL,
  until,
  upReferral,
} from './people.js';

const REASON = { purpose: 'complaint', reason: 'Complaint 17: the family says nobody decided' };
const TOWNSHIP = '990101T01';

describe('supervision: traceable and supervisable, without anybody’s identity', () => {
  let system: System;
  let authority: Api;
  let doctor: Api;
  let patients: Patient[];
  let token: string;
  const sent: ReferralView[] = [];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    authority = await as(system, 'county-health-authority');
    token = await system.token('county-health-authority');
    patients = await contractedPatients(doctor, 6);
    // Six up-referrals: five to the county hospital, of which one is accepted and one rejected, and one to the other.
    for (const to of [...Array<string>(5).fill(COUNTY_HOSPITAL), TCM_HOSPITAL]) sent.push(await referred(to));
    const [first, second] = sent as [ReferralView, ReferralView];
    const desk = await as(system, 'referral-desk');
    await act(desk, first.id, 'decisions', { decision: 'accept' });
    const rejection = { decision: 'reject', reason: 'no-capacity', alternative: { advice: 'Ordinary clinic' } };
    await act(desk, second.id, 'decisions', rejection);
  });

  afterAll(() => system?.stop());

  async function referred(to: string): Promise<ReferralView> {
    const patient = patients.pop();
    if (!patient) throw new Error('no patient left');
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const day = (days: number) => new Date(consentAt.getTime() + days * DAY_MS).toISOString();
    const wish = { patient, firstVisitEncounterId, window: { earliest: day(4), latest: day(5) }, to, consentAt };
    return (await doctor.post<ReferralView>('/v1/referrals', { body: upReferral(wish), wait: 10 })).body;
  }

  const report = async (api: Api) => (await api.read<IndicatorReportView>('/v1/indicator-report')).body;
  const figureOf = ({ indicators }: IndicatorReportView, name: string) => {
    const found = indicators.find((one) => one.name === name);
    return [found?.value, found?.numerator, found?.denominator];
  };
  const file = (path: string, language = 'zh') =>
    request(system.baseUrl)
      .get(path)
      .set('authorization', `Bearer ${token}`)
      .set('accept-language', language)
      .buffer()
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });

  describe('the figures of today', () => {
    it('count what was submitted, by what it is now', async () => {
      const { submitted, days } = await report(authority);
      const count = (state: string) =>
        submitted.filter((line) => line.state === state).reduce((sum, { referrals = 0 }) => sum + referrals, 0);
      expect([count('submitted'), count('rejected')]).toEqual([4, 1]);
      expect(submitted.reduce((sum, { referrals = 0 }) => sum + referrals, 0)).toBe(6);
      expect(days).toMatchObject([{ direction: 'up', referrals: 6 }]);
    });

    it('make ratios in basis points, and none of nothing', async () => {
      const figures = await report(authority);
      expect(figureOf(figures, 'rejectRate')).toEqual([5000, 1, 2]);
      expect(figureOf(figures, 'decideOnTime')).toEqual([10_000, 2, 2]);
      expect(figureOf(figures, 'downUpRatio')).toEqual([0, 0, 6]);
      expect(figureOf(figures, 'loopClosedRate')).toEqual([undefined, 0, 0]);
    });

    it('hide what is below five from who sees no single case', async () => {
      const figures = await report(await as(system, 'insurance-authority'));
      expect(figures.submitted.every(({ referrals }) => referrals === undefined || referrals >= 5)).toBe(true);
      expect(figures.indicators.find(({ name }) => name === 'rejectRate')).toEqual({
        name: 'rejectRate',
        unit: 'bps',
        suppressed: true,
      });
    });

    it('are refused for more than a year', async () => {
      const answer = await request(system.baseUrl)
        .get('/v1/indicator-report?from=2020-01-01')
        .set('authorization', `Bearer ${token}`);
      expect([answer.status, answer.body.code]).toEqual([422, 'RANGE_TOO_LONG']);
    });
  });

  describe('the flows', () => {
    const flows = async (api: Api, query = '') =>
      (await api.read<FlowReportView>(`/v1/referral-flows${query}`)).body.items;

    it('say who refers to whom, the strongest first', async () => {
      const items = await flows(authority);
      expect(items).toMatchObject([
        {
          from: { institution: TOWNSHIP, tier: 2 },
          to: { institution: COUNTY_HOSPITAL, tier: 3 },
          referrals: 5,
          rejected: 1,
        },
        { from: { institution: TOWNSHIP }, to: { institution: TCM_HOSPITAL }, referrals: 1, skipsTier: false },
      ]);
      expect(await flows(authority, '?direction=down')).toEqual([]);
    });

    it('hide a single one together with the next, or the sum would tell it', async () => {
      const items = await flows(await as(system, 'insurance-authority'));
      expect(items.map(({ referrals, suppressed }) => [referrals, suppressed])).toEqual([
        [undefined, true],
        [undefined, true],
      ]);
    });
  });

  describe('a trace', () => {
    const find = async (query: string) =>
      (await authority.read<{ items: TraceItem[] }>(`/v1/traces?${query}`)).body.items;

    it('is found by number, by id, by institution and state', async () => {
      const { id, referralNo } = sent[1] as ReferralView;
      for (const query of [`find=${referralNo}`, `find=${id}`, `institution=${COUNTY_HOSPITAL}&state=rejected`]) {
        expect((await find(query)).map((one) => one.id)).toEqual([id]);
      }
      expect(await find(`find=${referralNo.slice(0, 8)}&institution=${TCM_HOSPITAL}`)).toHaveLength(1);
    });

    it('tells everything that happened, and nothing of the patient', async () => {
      const { id, patientId, episodeId } = sent[1] as ReferralView;
      const answer = await authority.read<TraceView>(`/v1/traces/${id}`);
      expect(answer.body.events.map(({ event }) => event)).toEqual(expect.arrayContaining(['submitted', 'rejected']));
      expect(answer.body).toMatchObject({ state: 'rejected', reveals: [] });
      const text = JSON.stringify(answer.body);
      for (const secret of [patientId, episodeId, 'I20.9', 'Chest', '胸']) expect(text).not.toContain(secret);
    });

    it('opens its clinical text only after a reason, which everybody sees', async () => {
      const { id } = sent[2] as ReferralView;
      const before = await request(system.baseUrl)
        .get(`/v1/traces/${id}/clinical`)
        .set('authorization', `Bearer ${token}`);
      expect([before.status, before.body.code]).toEqual([403, 'REASON_NEEDED']);
      const given = await authority.post<RevealView>(`/v1/traces/${id}/reveals`, { body: REASON });
      expect(given.body).toMatchObject({ ...REASON, by: 'county-health-authority' });
      const { form } = (await authority.read<ClinicalView>(`/v1/traces/${id}/clinical`)).body;
      expect(Object.keys(form)).toContain('up');
      expect(form).not.toHaveProperty('consent');
      expect((await authority.read<TraceView>(`/v1/traces/${id}`)).body.reveals).toMatchObject([REASON]);
      // Another person of the office gives a reason of his own.
      const other = await request(system.baseUrl)
        .get(`/v1/traces/${id}/clinical`)
        .set('authorization', `Bearer ${await system.token('county-health-authority-2')}`);
      expect(other.status).toBe(403);
      const { rows } = await system.database.query(
        'SELECT purpose FROM referral.access_log WHERE subject_id = $1 AND account = $2 ORDER BY id',
        [id, 'county-health-authority'],
      );
      expect(rows.map(({ purpose }) => purpose)).toEqual(['reveal-complaint', 'supervision-complaint', 'trace']);
      const stored = await system.database.query('SELECT reason_sealed FROM referral.clinical_reveal');
      expect(JSON.stringify(stored.rows)).not.toContain('Complaint 17');
    });

    it('opens nothing for the office of the consortium, and no trace of strangers', async () => {
      const { id } = sent[0] as ReferralView;
      const office = await as(system, 'consortium-office');
      expect((await office.read<TraceView>(`/v1/traces/${id}`)).body.id).toBe(id);
      const reply = await refused(office, `/v1/traces/${id}/reveals`, { body: REASON });
      expect([reply.status, reply.body.code]).toEqual([403, 'FORBIDDEN']);
      const abroad = await request(system.baseUrl)
        .get(`/v1/traces/${id}`)
        .set('authorization', `Bearer ${await system.token('county-health-authority-b')}`);
      expect(abroad.status).toBe(404);
    });
  });

  describe('a list as a file', () => {
    it('is CSV with a byte order mark, all pages, in the language that was asked for, and recorded', async () => {
      const answer = await file('/v1/traces?format=csv', 'en');
      const text = (answer.body as Buffer).toString('utf8');
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(answer.headers['content-disposition']).toBe('attachment; filename="traces.csv"');
      expect(text.startsWith('\uFEFFNumber,Direction,')).toBe(true);
      const [header = '', ...lines] = text.trim().split('\r\n');
      expect(lines).toHaveLength(6);
      // Words for who reads it, codes behind them for a machine, and no moment in UTC.
      expect(header).toContain(',Submitted (Beijing time UTC+8),');
      expect(lines.every((line) => line.includes(',Cardiology,'))).toBe(true);
      const { rows } = await system.database.query(`SELECT purpose FROM referral.access_log WHERE subject = 'export'`);
      expect(rows).toEqual([{ purpose: 'export-traces' }]);
    });

    it('is filtered as the list is, and can be asked for by Accept', async () => {
      const answer = await file('/v1/referral-flows?direction=down').set('accept', 'text/csv');
      expect((answer.body as Buffer).toString('utf8').trim().split('\r\n')).toHaveLength(1);
    });

    it('says names in another service, too, as soon as the network has told them', async () => {
      await until('the names are told', 20, async () => {
        const text = ((await file('/v1/reserve-report?format=csv', 'en')).body as Buffer).toString('utf8');
        return text.includes('Hospital of Demo County A,Exam,Computed tomography,') || text.slice(0, 400);
      });
    });

    it('is XLSX', async () => {
      const answer = await file('/v1/reserve-report?format=xlsx');
      expect((answer.body as Buffer).subarray(0, 2).toString()).toBe('PK');
    });

    it('is refused as the list is', async () => {
      const answer = await request(system.baseUrl)
        .get('/v1/traces?format=csv&state=lost')
        .set('authorization', `Bearer ${token}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    });
  });
});
