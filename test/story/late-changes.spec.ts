import { randomUUID } from 'node:crypto';
import { DAY_MS } from '#service/calendar/local-time.js';
import type { OverdueItemView } from '../../apps/referral/referral/escalation/overdue.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { ChangeView, DisplacementView } from '../../apps/reservation/change/change.dto.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { act, now, wayOf } from './acting.js';
import {
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from './people.js';

/** No other session of the demo county is of this group. */
const LONELY = '17.09';

interface Notices {
  items: { template: string; referralId?: string }[];
}

describe('a clinic that its hospital stops', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let his: Api;
  let cardiology: Session;
  let lonely: Session;
  let referral: ReferralView;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    his = await as(system, 'his-adapter');
    cardiology = await evening(CARDIOLOGY);
    lonely = await evening(LONELY);
    referral = await confirmed(cardiology);
    await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + DAY_MS + 3_600_000));
  });

  afterAll(() => system?.stop());

  /** Five days ahead: open to the public a day after its publication. */
  async function evening(group: string): Promise<Session> {
    return publishEvening(his, await businessNow(system.database), { days: 5, capacity: 10, group });
  }

  async function confirmed(session: Session): Promise<ReferralView> {
    const [patient] = await contractedPatients(doctor, 1);
    const firstVisitEncounterId = await firstVisit(doctor, patient!.id);
    const consentAt = await businessNow(system.database);
    const form = upReferral({
      patient: patient!,
      firstVisitEncounterId,
      window: windowOf(session),
      to: COUNTY_HOSPITAL,
      consentAt,
    });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 10 })).body;
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
    return act(doctor, id, 'confirmations', {}, { wait: 10 });
  }

  const book = (session: Session, more = {}) =>
    his.post<{ id: string }>('/v1/bookings', {
      body: { sessionId: session.id, patientId: randomUUID(), channel: 'web', ...more },
    });
  const displacementsOf = async (api: Api, session: Session) =>
    (await api.read<{ items: DisplacementView[] }>(`/v1/displacements?sessionId=${session.id}`)).body.items;
  const told = (api: Api, template: string) =>
    until(`told ${template}`, 20, async () => {
      const { items } = (await api.read<Notices>('/v1/notices?limit=100')).body;
      return items.some((notice) => notice.template === template);
    });

  it('changes its capacity only for whom has read it', async () => {
    const path = `/v1/sessions/${lonely.id}/capacity-changes`;
    const body = { capacity: 12, reason: 'more-staff' };
    const { version } = await his.read<object>(`/v1/sessions/${lonely.id}`);
    expect((await his.attempt(path, { body })).status).toBe(428);
    expect((await his.attempt(path, { body, ifMatch: (version ?? 0) + 7 })).status).toBe(412);
    const changed = await his.attempt<ChangeView>(path, { body, ifMatch: version });
    expect(changed).toMatchObject({ status: 201, body: { capacityBefore: 10, session: { capacity: 12, reserve: 3 } } });
    const read = await his.read<object>(`/v1/sessions/${lonely.id}`);
    expect(read.version).toBe(changed.version);
  });

  it('first says who would be moved where, and changes nothing', async () => {
    expect(referral.state).toBe('confirmed');
    await book(cardiology, { externalId: 'his-4711' });
    const before = await his.read<{ version: number }>(`/v1/sessions/${cardiology.id}`);
    const seen = await desk.attempt<ChangeView>(`/v1/sessions/${cardiology.id}/stops?dryRun=true`, {
      body: { reason: 'doctor-ill' },
    });
    expect(seen).toMatchObject({ status: 200, body: { dryRun: true, session: { capacity: 0 } } });
    expect((seen.body as ChangeView).displaced.map(({ state }) => state)).toEqual(['rebooked', 'rebooked']);
    expect((await his.read<{ version: number }>(`/v1/sessions/${cardiology.id}`)).body).toEqual(before.body);
    expect(await displacementsOf(desk, cardiology)).toEqual([]);
  });

  it('finds everybody another unit, and tells the doctor, the desk and the hospital’s system', async () => {
    const stopped = await desk.attempt<ChangeView>(`/v1/sessions/${cardiology.id}/stops`, {
      body: { reason: 'doctor-ill' },
    });
    expect(stopped).toMatchObject({ status: 201, body: { dryRun: false, capacityBefore: 10 } });
    await until('reserved', 20, async () => (await now(doctor, referral.id)).state === 'reserved');
    const after = await now(doctor, referral.id);
    expect(after.unit?.sessionId).not.toBe(cardiology.id);
    expect((await wayOf(doctor, referral.id)).slice(-3)).toEqual(['T10', 'T13', 'T08']);
    await told(doctor, 'displaced');
    await told(desk, 'supply-changed');
    const mine = (await displacementsOf(his, cardiology)).find(({ referralId }) => referralId === undefined);
    expect(mine).toMatchObject({ state: 'rebooked', cause: 'stop', reason: 'doctor-ill' });
    const moved = await his.read<object>(`/v1/bookings/${mine!.newReservationId}`);
    expect(moved.body).toMatchObject({ state: 'confirmed', externalId: 'his-4711' });
    const settled = await his.attempt<DisplacementView>(`/v1/displacements/${mine!.id}/settlements`, {
      body: { outcome: 'told' },
      ifMatch: mine!.version,
    });
    expect(settled).toMatchObject({ status: 201, body: { state: 'settled', outcome: 'told' } });
  });

  it('can be booked by nobody any more', async () => {
    const body = { sessionId: cardiology.id, patientId: randomUUID(), channel: 'web' };
    expect((await his.attempt('/v1/bookings', { body })).status).toBe(409);
    const again = await desk.attempt(`/v1/sessions/${cardiology.id}/stops`, { body: { reason: 'other' } });
    expect(again).toMatchObject({ status: 409, body: { code: 'SESSION_STOPPED' } });
  });

  it('leaves its desk a task with a deadline for whom nothing is found', async () => {
    await book(lonely);
    await desk.attempt(`/v1/sessions/${lonely.id}/stops`, { body: { reason: 'doctor-absent' } });
    const [left] = await displacementsOf(desk, lonely);
    expect(left).toMatchObject({ state: 'open-task', ownerRole: 'referral-desk', ownerInstitution: COUNTY_HOSPITAL });
    expect(Date.parse(left!.dueAt!)).toBeGreaterThan(Date.parse(left!.displacedAt));
    await told(desk, 'displaced-open');
    await moveClock(system.databaseUrl, new Date(left!.dueAt!));
    const overdue = async (account: string) =>
      (
        await (await as(system, account)).read<{ items: OverdueItemView[] }>('/v1/overdue-items?from=L0')
      ).body.items.filter(({ id }) => id === left!.id);
    await until('overdue', 30, async () => (await overdue('county-health-authority')).length === 1);
    const stuck = { subject: 'displacement', role: 'referral-desk', dueKind: 'settle', rung: 'L0', dueAt: left!.dueAt };
    for (const account of ['county-health-authority', 'consortium-office', 'referral-desk'])
      expect(await overdue(account)).toMatchObject([{ ...stuck, institution: COUNTY_HOSPITAL }]);
    for (const account of ['county-health-authority-b', 'referral-desk-tcm'])
      expect(await overdue(account)).toEqual([]);
    const settled = await desk.attempt(`/v1/displacements/${left!.id}/settlements`, {
      body: { outcome: 'treated-elsewhere' },
      ifMatch: left!.version,
    });
    expect(settled.status).toBe(201);
    await until('settled', 20, async () => (await overdue('county-health-authority')).length === 0);
  }, 60_000);

  it('is the business of no other hospital', async () => {
    const other = await as(system, 'referral-desk-tcm');
    expect(await displacementsOf(other, cardiology)).toEqual([]);
    const reply = await other.attempt(`/v1/sessions/${lonely.id}/stops?dryRun=true`, { body: { reason: 'other' } });
    expect(reply.status).toBe(404);
  });
});
