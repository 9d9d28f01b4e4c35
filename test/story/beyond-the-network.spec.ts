import { DAY_MS, MINUTE_MS } from '#service/calendar/local-time.js';
import type { ApprovalView } from '../../apps/referral/approval/approval.dto.js';
import type { OverdueItemView, OverdueReportView } from '../../apps/referral/referral/escalation/overdue.dto.js';
import type { AgreementDrafts } from '../../apps/referral/routing/agreement.dto.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { now } from './acting.js';
import {
  ABROAD,
  as,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  moveClock,
  publishEvening,
  type Session,
  TCM_HOSPITAL,
  until,
  windowOf,
} from './people.js';
import { type Form, Writing } from './writing.js';

describe('beyond the network', () => {
  let system: System;
  let writing: Writing;
  let desk: Api;

  beforeAll(async () => {
    system = await startSystem();
    writing = await Writing.at(system);
    desk = await as(system, 'referral-desk');
  });

  afterAll(() => system?.stop());

  /** A form that wants the one session. */
  const formTo = (session: Session, change: object): Promise<Form> => {
    const requested = { pool: 'expert-slot', deptCode: CARDIOLOGY, ...windowOf(session) };
    return writing.formOf(undefined, { requested, ...change });
  };
  const refusedForm = async (body: object) => {
    const reply = await writing.refused(body);
    const { errors = [] } = reply.body as { errors?: { rule?: string }[] };
    return { status: reply.status, rules: errors.map(({ rule }) => rule) };
  };

  it('agreements are made out of pairs: up for the lower, down for the upper, and made twice they are the same', async () => {
    const authority = await as(system, 'county-health-authority');
    const pairs = [
      { a: COUNTY_HOSPITAL, b: '990101T01' },
      { a: COUNTY_HOSPITAL, b: ABROAD },
    ];
    const draft = async () =>
      (await authority.post<AgreementDrafts>('/v1/agreement-drafts', { body: { pairs, validFrom: '2026-01-01' } }))
        .body;
    const { rows, theirs, csv } = await draft();
    const asLine = ({ fromInstitution, toInstitution, directions }: AgreementDrafts['rows'][number]) =>
      `${fromInstitution} ${directions} ${toInstitution}`;
    expect(rows.map(asLine)).toEqual([
      `${COUNTY_HOSPITAL} down 990101T01`,
      `990101T01 up ${COUNTY_HOSPITAL}`,
      `${COUNTY_HOSPITAL} lateral ${ABROAD}`,
    ]);
    expect(theirs.map(asLine)).toEqual([`${ABROAD} lateral ${COUNTY_HOSPITAL}`]);
    expect((await draft()).rows).toEqual(rows);
    const imported = await authority.post<{ created: number }>('/v1/network/agreements/imports?dryRun=true', {
      body: { csv },
    });
    expect(imported.body.created).toBe(3);
    const twin = {
      pairs: [
        { a: ABROAD, b: ABROAD },
        { a: 'nobody', b: ABROAD },
      ],
      validFrom: '2026-01-01',
    };
    expect((await authority.attempt('/v1/agreement-drafts', { body: twin })).status).toBe(400);
  });

  it('out of the network a referral needs an approval, which serves it once', async () => {
    const session = await publishEvening(await as(system, 'his-adapter-b'), writing.today, { days: 2, capacity: 5 });
    const to = { institution: ABROAD, deptCode: CARDIOLOGY };
    const body = await formTo(session, { to, autoNext: false });
    expect(await refusedForm(body)).toEqual({ status: 422, rules: ['V04'] });
    const wish = { patientId: body.patientId, direction: 'up', institution: ABROAD, deptCode: CARDIOLOGY };
    const asked = (
      await writing.doctor.post<ApprovalView>('/v1/network-approvals', {
        body: { ...wish, reason: 'continuity', text: 'Operated there in 2024' },
      })
    ).body;
    expect(asked).toMatchObject({ state: 'requested', owner: { role: 'referral-desk' }, overdue: false });
    expect(asked.dueAt).toEqual(expect.any(String));
    expect(await refusedForm({ ...body, approvalId: asked.id })).toEqual({ status: 422, rules: ['V04'] });

    const list = (await desk.read<{ items: ApprovalView[] }>('/v1/network-approvals?state=requested')).body.items;
    expect(list.map(({ id }) => id)).toContain(asked.id);
    const read = (await desk.read<ApprovalView>(`/v1/network-approvals/${asked.id}`)).body;
    expect(read.text).toBe('Operated there in 2024');
    const decided = await desk.post<ApprovalView>(`/v1/network-approvals/${asked.id}/decisions`, {
      body: { decision: 'approve', validDays: 7 },
      ifMatch: 1,
    });
    expect(decided.body).toMatchObject({ state: 'approved', decided: { role: 'referral-desk' } });

    const referral = await writing.submit({ ...body, approvalId: asked.id });
    expect(referral.to.institution).toBe(ABROAD);
    expect((await now(writing.doctor, referral.id)).outOfNetwork).toBeUndefined();
    const other = await formTo(session, { to, autoNext: false, approvalId: asked.id });
    expect(await refusedForm(other)).toEqual({ status: 422, rules: ['V04'] });
  });

  it('a request to leave the network is decided by the sender’s centre, never by whoever asked, and twice by nobody', async () => {
    const patient = writing.adult();
    const wish = { patientId: patient.id, direction: 'up', institution: ABROAD, deptCode: CARDIOLOGY };
    const asked = (
      await writing.doctor.post<ApprovalView>('/v1/network-approvals', { body: { ...wish, reason: 'patient-request' } })
    ).body;
    const again = await writing.doctor.attempt('/v1/network-approvals', { body: { ...wish, reason: 'other' } });
    expect([again.status, (again.body as Problem).code]).toEqual([409, 'ASKED_BEFORE']);
    const path = `/v1/network-approvals/${asked.id}/decisions`;
    const refusal = { body: { decision: 'refuse', reason: 'treatable-in-network' }, ifMatch: 1 };
    expect((await writing.doctor.attempt(path, refusal)).status).toBe(403);
    for (const stranger of ['referral-desk-tcm', 'referral-desk-b']) {
      expect((await (await as(system, stranger)).attempt(path, refusal)).status).toBe(404);
    }
    const decided = await Promise.all([1, 2].map(() => desk.attempt(path, refusal)));
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409]);
    const covered = await writing.doctor.attempt('/v1/network-approvals', {
      body: { ...wish, institution: TCM_HOSPITAL, reason: 'other' },
    });
    expect(covered.status).toBe(422);
  });

  it('a request that nobody decides is told to the desk, and a day later to medical affairs above it', async () => {
    const wish = { patientId: writing.adult().id, direction: 'up', institution: ABROAD, deptCode: CARDIOLOGY };
    const asked = (
      await writing.doctor.post<ApprovalView>('/v1/network-approvals', { body: { ...wish, reason: 'other' } })
    ).body;
    const due = Date.parse(asked.dueAt!);
    const told = async (account: string) => {
      const page = await (await as(system, account)).read<{ items: { template: string; facts: { rung?: string } }[] }>(
        '/v1/notices?limit=100',
      );
      return page.body.items.filter(({ template }) => template === 'approval-overdue').map(({ facts }) => facts.rung);
    };
    await moveClock(system.databaseUrl, new Date(due + MINUTE_MS));
    await until('told', 60, async () => (await told('referral-desk')).length === 1);
    await moveClock(system.databaseUrl, new Date(due + DAY_MS + MINUTE_MS));
    await until('told above', 60, async () => (await told('medical-affairs')).length === 1);
    expect([await told('referral-desk'), await told('medical-affairs')]).toEqual([['L0'], ['L1']]);
    const { body: waits } = await desk.read<ApprovalView>(`/v1/network-approvals/${asked.id}`);
    expect(waits).toMatchObject({ version: 1, overdue: true, rung: 'L1' });
    // It stands in the report of the county and of the house where it waits, and in nobody else's.
    const overdue = async (account: string) =>
      (await (await as(system, account)).read<{ items: OverdueItemView[] }>('/v1/overdue-items')).body.items.filter(
        ({ id }) => id === asked.id,
      );
    const item = {
      subject: 'approval',
      institution: COUNTY_HOSPITAL,
      role: 'referral-desk',
      dueKind: 'approve',
      rung: 'L1',
    };
    for (const account of ['county-health-authority', 'consortium-office', 'referral-desk'])
      expect([account, await overdue(account)]).toEqual([account, [expect.objectContaining(item)]]);
    for (const account of ['county-health-authority-b', 'referral-desk-tcm'])
      expect([account, await overdue(account)]).toEqual([account, []]);
    const { body: report } = await (await as(system, 'county-health-authority')).read<OverdueReportView>(
      '/v1/overdue-report',
    );
    expect(report.items).toContainEqual(expect.objectContaining({ ...item, referrals: 1 }));
  }, 150_000);
});
