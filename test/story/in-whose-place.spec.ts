import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { act, actions, eventsOf, refusal, refused } from './acting.js';
import { as, businessNow, CARDIOLOGY, TCM_HOSPITAL, until } from './people.js';
import { answerTo } from './questions.js';
import { Writing } from './writing.js';

const DRAFTS = '/v1/referral-drafts';

describe('a referral in whose place somebody else acts', () => {
  let system: System;
  let writing: Writing;
  let doctor: Api;

  beforeAll(async () => {
    system = await startSystem();
    writing = await Writing.at(system);
    doctor = writing.doctor;
  });

  afterAll(() => system?.stop());

  const referred = async (change: object = {}): Promise<ReferralView> =>
    writing.submit(await writing.formOf(undefined, change));

  it('is carried on by a named deputy, from the day he is named until he is ended', async () => {
    const { id, from } = await referred();
    const colleague = await as(system, 'family-doctor-colleague');
    expect((await refusal({ by: colleague, seenBy: doctor }, id, 'extensions'))[0]).toBe(403);
    const me = (await doctor.read<{ items: { from: { practitioner: string } }[] }>('/v1/referrals?box=outbox')).body
      .items[0];
    expect(me?.from.practitioner).toBe(from.practitioner);
    const token = await system.token('family-doctor-colleague');
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      practitioner: string;
    };
    const until14 = plusDays(localDate(await businessNow(system.database)), 14);
    const named = await doctor.post<{ id: string }>('/v1/deputies', {
      body: { deputy: claims.practitioner, validTo: until14 },
    });
    const twice = await refused(doctor, '/v1/deputies', { body: { deputy: claims.practitioner, validTo: until14 } });
    expect([twice.status, twice.body.code]).toEqual([409, 'DEPUTY_NAMED']);
    expect(await actions(colleague, id)).toContain('T36 extend');
    await act(colleague, id, 'extensions');
    expect((await eventsOf(doctor, id)).at(-1)).toMatchObject({ detail: { onBehalfOf: from.practitioner } });
    await doctor.post(`/v1/deputies/${named.body.id}/ends`, {});
    expect((await refusal({ by: colleague, seenBy: doctor }, id, 'cancellations', { reason: 'other' }))[0]).toBe(403);
  });

  it('is drafted by a clerk for a named doctor, who alone signs it', async () => {
    const clerk = await as(system, 'referral-clerk');
    const full = await writing.formOf();
    const { from } = await referred();
    expect((await refused(clerk, '/v1/referral-drafts', { body: { patientId: full.patientId } })).status).toBe(400);
    const body = { patientId: full.patientId, onBehalfOf: from.practitioner };
    const draft = (await clerk.post<{ id: string; owner: object }>(DRAFTS, { body })).body;
    expect(draft.owner).toMatchObject({ practitioner: from.practitioner });
    const whole = { ...full, draftId: draft.id };
    expect((await refused(clerk, '/v1/referrals', { body: whole })).status).toBe(403);
    const { body: sent } = await doctor.post<ReferralView>('/v1/referrals', { body: whole });
    expect(sent.id).toBe(draft.id);
    expect((await eventsOf(doctor, sent.id))[0]).toMatchObject({ event: 'drafted', actor: { role: 'referral-clerk' } });
  });

  it('is decided by a desk only for a department whose head has left the decisions to it', async () => {
    const other = await as(system, 'referral-desk-tcm');
    const head = await as(system, 'department-head-tcm');
    await head.post('/v1/desk-delegations', { body: { deptCode: '03.04', delegated: false } });
    const { id } = await referred({ to: { institution: TCM_HOSPITAL, deptCode: CARDIOLOGY } });
    await until('taken back', 20, async () => !(await actions(other, id)).includes('T06 accept'));
    expect(await refusal({ by: other, seenBy: doctor }, id, 'decisions', { decision: 'accept' })).toEqual([
      403,
      'NOT_DELEGATED',
    ]);
    expect((await refused(head, '/v1/desk-delegations', { body: { deptCode: '05', delegated: true } })).status).toBe(
      403,
    );
    await head.post('/v1/desk-delegations', { body: { deptCode: '03.04', delegated: true } });
    await until('delegated', 20, async () => (await actions(other, id)).includes('T06 accept'));
    expect(await act(other, id, 'decisions', { decision: 'accept' })).toMatchObject({ state: expect.any(String) });
  });

  it('of a resident of a nursing home is drafted by its staff, and signed by the family doctor: green channel, reserve', async () => {
    const staff = await as(system, 'elder-care-staff');
    const full = await writing.formOf(undefined, { origin: 'elder-care' });
    const { from } = await referred();
    const body = { ...full, onBehalfOf: from.practitioner };
    const draft = (await staff.post<{ id: string; version: number }>(DRAFTS, { body })).body;
    const others = (await doctor.post<{ id: string; version: number }>(DRAFTS, { body: full })).body;
    const readable = async (account: string) =>
      Promise.all([draft, others].map(async ({ id }) => (await answerTo(system, account, `${DRAFTS}/${id}`)).status));
    expect(await readable('elder-care-staff')).toEqual([200, 404]);
    expect(await readable('prehospital-staff')).toEqual([404, 404]);
    expect(await readable('referral-clerk')).toEqual([200, 200]);
    const listed = (await staff.read<{ items: { id: string }[] }>(DRAFTS)).body.items.map(({ id }) => id);
    expect(listed).toEqual([draft.id]);
    const hold = { body: {}, ifMatch: draft.version };
    expect((await refused(staff, `${DRAFTS}/${draft.id}/holds`, hold)).status).toBe(403);
    expect((await refused(staff, '/v1/referrals', { body: { ...full, draftId: draft.id } })).status).toBe(403);
    const signed = { body: { ...full, draftId: draft.id }, wait: 10 };
    const { body: sent } = await doctor.post<ReferralView>('/v1/referrals', signed);
    expect(sent).toMatchObject({
      id: draft.id,
      origin: 'elder-care',
      greenChannel: true,
      entitlement: 'family-doctor',
    });
    expect((await eventsOf(doctor, sent.id))[0]).toMatchObject({ actor: { role: 'elder-care-staff' } });
  });
});
