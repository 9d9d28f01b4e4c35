import { randomUUID } from 'node:crypto';
import { DAY_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import type { PoliciesView, ProposalView } from '#service/rules/policy.dto.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { act, eventsOf, now, wayOf } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  publishEvening,
  TCM_HOSPITAL,
  until,
  upReferral,
  windowOf,
} from './people.js';

const REFERRAL = '/v1/referral-policies';
const SUPPLY = '/v1/reservation-policies';
const NEWS = '/v1/notification-policies';

describe('the rules of a county', () => {
  let system: System;
  let authority: Api;
  let second: Api;
  let office: Api;
  let doctor: Api;
  let today: string;

  beforeAll(async () => {
    system = await startSystem();
    authority = await as(system, 'county-health-authority');
    second = await as(system, 'county-health-authority-2');
    office = await as(system, 'consortium-office');
    doctor = await as(system, 'family-doctor');
    today = dayAfter(0);
  });

  afterAll(() => system?.stop());

  const dayAfter = (days: number) => plusDays(localDate(new Date()), days);
  const county = { kind: 'county', code: '990101' };
  const proposalOf = (key: string, value: unknown, more: object = {}) => ({
    key,
    scope: county,
    ...(value === undefined ? {} : { value }),
    validFrom: today,
    source: 'Order 12 of the county',
    ...more,
  });
  const propose = (api: Api, body: object, path = REFERRAL) => api.attempt<ProposalView>(`${path}/proposals`, { body });
  const decide = (api: Api, id: string, decision = 'approve', path = REFERRAL, ifMatch = 1) =>
    api.attempt<ProposalView>(`${path}/proposals/${id}/decisions`, { body: { decision }, ifMatch });
  const effective = async (key: string, query = '', path = REFERRAL) =>
    (await doctor.read<PoliciesView>(`${path}?key=${key}${query}`)).body;

  async function enacted(key: string, value: unknown, more: object = {}, path = REFERRAL): Promise<ProposalView> {
    const proposed = (await propose(authority, proposalOf(key, value, more), path)).body as ProposalView;
    return (await decide(second, proposed.id, 'approve', path)).body as ProposalView;
  }

  it('a doctor reads what holds, what it means in both languages, and which text says so', async () => {
    const { items, history } = await effective('decide.within.U3');
    expect(items[0]).toMatchObject({
      value: '4wh',
      unit: 'duration',
      meaning: { zh: expect.stringMatching(/时限/), en: expect.any(String) },
      decidedBy: { scopeKind: 'nation', version: 1, source: expect.stringContaining('domain §6') },
    });
    expect(history).toHaveLength(1);
  });

  it('a change needs a second person: its author alone changes nothing', async () => {
    const proposed = (await propose(authority, proposalOf('decide.within.U3', '3wh'))).body as ProposalView;
    const own = await decide(authority, proposed.id);
    expect([own.status, (own.body as Problem).code]).toEqual([403, 'AUTHOR_MAY_NOT_DECIDE']);
    expect((await effective('decide.within.U3')).items[0]!.value).toBe('4wh');
    const stale = await decide(second, proposed.id, 'approve', REFERRAL, 7);
    expect(stale.status).toBe(412);
    expect((await decide(second, proposed.id)).body).toMatchObject({ state: 'approved', policyVersion: 1 });
    expect((await effective('decide.within.U3')).items[0]).toMatchObject({
      value: '3wh',
      decidedBy: { scopeKind: 'county', approvedBy: 'county-health-authority + county-health-authority-2' },
    });
    expect((await decide(second, proposed.id, 'reject', REFERRAL, 2)).status).toBe(409);
  });

  it('the next referral is measured by it in every process within seconds, and keeps the version of its rules', async () => {
    await until('measured', 10, async () => {
      const { dueAt, submittedAt, ruleSetVersion } = await submitted();
      const { ruleSetVersion: named } = await effective('decide.within.U3');
      return (ruleSetVersion.startsWith(named) && dueAt !== undefined) || `${ruleSetVersion} ${submittedAt} ${dueAt}`;
    });
  });

  it('an emergency may not be made to wait, whoever asks', async () => {
    for (const [key, value] of [
      ['decide.within.U1', '60m'],
      ['escalate.repeat.U1', '1d'],
    ]) {
      const reply = await propose(authority, proposalOf(key!, value));
      expect([reply.status, (reply.body as Problem).code]).toEqual([422, 'POLICY_OUT_OF_RANGE']);
    }
  });

  it('the past is never rewritten, and a value must be of the kind of its parameter', async () => {
    const past = await propose(authority, proposalOf('decide.within.U4', '6wh', { validFrom: '2020-01-01' }));
    expect([past.status, (past.body as Problem).errors![0]!.field]).toEqual([400, 'validFrom']);
    const kind = await propose(authority, proposalOf('decide.within.U4', 6));
    expect([kind.status, (kind.body as Problem).errors![0]!.field]).toEqual([400, 'value']);
    const unknown = await propose(authority, proposalOf('decide.never', 6));
    expect([unknown.status, (unknown.body as Problem).errors![0]!.field]).toEqual([400, 'key']);
  });

  it('retries of notices are a list of whole minutes, or nothing in the county would be tried again', async () => {
    for (const [value, status] of [
      ['5', 400],
      [['5m', 15], 400],
      [[], 422],
      [[5, 0], 422],
      [[1.5], 422],
    ] as const) {
      const reply = await propose(authority, proposalOf('delivery.retry.minutes', value), NEWS);
      expect([value, reply.status]).toEqual([value, status]);
    }
    expect((await enacted('delivery.retry.minutes', [2, 10], {}, NEWS)).state).toBe('approved');
  });

  it('the floor of the reserve can be raised and never lowered, not even behind the back of the service', async () => {
    const lower = await propose(authority, proposalOf('reserve.ratioBps.exam', 1500), SUPPLY);
    expect([lower.status, (lower.body as Problem).code]).toEqual([422, 'POLICY_LOOSER']);
    expect((await enacted('reserve.ratioBps.exam', 2500, {}, SUPPLY)).state).toBe('approved');
    expect((await effective('reserve.ratioBps.exam', '', SUPPLY)).items[0]!.value).toBe(2500);
    const stored = `INSERT INTO reservation.policy (county, scope_kind, scope_code, key, version, value, valid_from, approved_by, source)
                    VALUES ('990101', 'institution', '990101H01', $1, 9, $2::text::jsonb, '2026-01-01', 'x', 'x')`;
    await expect(system.database.query(stored, ['release.stage1', '{"days": 14, "at": "08:00"}'])).rejects.toThrow(
      'out-of-range',
    );
    await expect(system.database.query(stored, ['reserve.exclude.bedClass', '["general"]'])).rejects.toThrow(
      'forbidden-member',
    );
  });

  it('a bound of the county binds its institutions: they may be stricter, not looser', async () => {
    await enacted('outcome.acknowledgeWithin', '16wh', { bound: 'at-most' });
    const hospital = { kind: 'institution', code: COUNTY_HOSPITAL };
    const looser = await propose(authority, proposalOf('outcome.acknowledgeWithin', '20wh', { scope: hospital }));
    expect([looser.status, (looser.body as Problem).code]).toEqual([422, 'POLICY_LOOSER']);
    await enacted('outcome.acknowledgeWithin', '8wh', { scope: hospital });
    const at = (institution: string) => effective('outcome.acknowledgeWithin', `&institution=${institution}`);
    expect((await at(COUNTY_HOSPITAL)).items[0]!.value).toBe('8wh');
    expect((await at('990101T01')).items[0]!.value).toBe('16wh');
  });

  it('a row that begins next week holds from that day on, and one that ends gives way to the wider one', async () => {
    await enacted('noShow.callWithin', '4wh', { validFrom: dayAfter(7) });
    expect((await effective('noShow.callWithin')).items[0]!.value).toBe('8wh');
    expect((await effective('noShow.callWithin', `&day=${dayAfter(8)}`)).items[0]!.value).toBe('4wh');
    const end = await enacted('noShow.callWithin', undefined, { validFrom: dayAfter(30), ends: true });
    expect(end).toMatchObject({ state: 'approved', ends: true });
    expect((await effective('noShow.callWithin', `&day=${dayAfter(29)}`)).items[0]!.value).toBe('4wh');
    expect((await effective('noShow.callWithin', `&day=${dayAfter(31)}`)).items[0]!.value).toBe('8wh');
  });

  it('an office writes for its own consortium and nobody else’s, and no county for another', async () => {
    const { rows } = await system.database.query<{ id: string; lead: string }>(
      `SELECT consortium_id AS id, institution AS lead FROM referral.consortium_member WHERE county = '990101' AND lead ORDER BY institution`,
    );
    const own = rows.find(({ lead }) => lead === COUNTY_HOSPITAL)!;
    const body = (scope: object) => proposalOf('followUp.within', '10d', { scope });
    expect((await propose(office, body({ kind: 'consortium', code: own.id }))).status).toBe(201);
    for (const scope of [
      { kind: 'consortium', code: randomUUID() },
      { kind: 'county', code: '990101' },
      { kind: 'institution', code: '990101T01' },
    ])
      expect((await propose(office, body(scope))).status).toBe(403);
    expect((await propose(await as(system, 'county-health-authority-b'), body(county))).status).toBe(403);
    expect((await propose(doctor, body(county))).status).toBe(403);
  });

  it('of two who decide at once one decides', async () => {
    const proposed = (await propose(authority, proposalOf('handover.within', '5d'))).body as ProposalView;
    const statuses = await Promise.all([1, 2, 3].map(async () => (await decide(second, proposed.id)).status));
    expect(statuses.sort()).toEqual([200, 412, 412]);
    expect(
      (await effective('handover.within')).history!.filter(({ scopeKind }) => scopeKind === 'county'),
    ).toHaveLength(1);
  });

  it('a hospital that takes every visit has accepted with the submission, on a unit of its own (accept.autoVisit)', async () => {
    const scope = { kind: 'institution', code: COUNTY_HOSPITAL };
    expect((await enacted('accept.autoVisit', true, { scope })).state).toBe('approved');
    const at = await businessNow(system.database);
    const evening = await publishEvening(await as(system, 'his-adapter'), at, { days: 2, capacity: 60 });
    await until('accepted by itself', 40, async () => {
      const patient = (await contractedPatients(doctor, 1))[0]!;
      const firstVisitEncounterId = await firstVisit(doctor, patient.id);
      const wish = { patient, firstVisitEncounterId, window: windowOf(evening), consentAt: at };
      const body = upReferral({ ...wish, to: COUNTY_HOSPITAL });
      const { id, state } = (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
      // Another process may know the rule a moment later: then the desk of it is asked, as before.
      if (state === 'submitted') return state;
      await until('reserved', 20, async () => {
        const view = await now(doctor, id);
        return view.state === 'reserved' || JSON.stringify([view.state, view.wait, await wayOf(doctor, id)]);
      });
      expect(await now(doctor, id)).toMatchObject({
        to: { institution: COUNTY_HOSPITAL },
        unit: { sessionId: evening.id },
      });
      expect((await eventsOf(doctor, id)).map(({ transition, actor }) => `${transition} ${actor.role}`)).toContain(
        'T06 system',
      );
      return true;
    });
    const tcm = await as(system, 'referral-desk-tcm');
    await until('accepted by itself from the desk of another house', 40, async () => {
      const { id } = await submitted(TCM_HOSPITAL);
      const sentOn = { decision: 'redirect', to: { institution: COUNTY_HOSPITAL } };
      const { state, to } = await act(tcm, id, 'decisions', sentOn);
      expect([to.institution, (await now(tcm, id)).id]).toEqual([COUNTY_HOSPITAL, id]);
      return state === 'accepted' || state;
    });
  });

  async function submitted(to = COUNTY_HOSPITAL): Promise<ReferralDetail> {
    const patient = (await contractedPatients(doctor, 1))[0]!;
    const consentAt = await businessNow(system.database);
    const from = new Date(consentAt.getTime() + DAY_MS);
    const window = { earliest: from.toISOString(), latest: new Date(from.getTime() + DAY_MS).toISOString() };
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const form = upReferral({ patient, firstVisitEncounterId, window, to, consentAt });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: form })).body;
    return (await doctor.read<ReferralDetail>(`/v1/referrals/${id}`)).body;
  }
});
