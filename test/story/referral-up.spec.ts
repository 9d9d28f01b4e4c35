import { randomUUID } from 'node:crypto';
import type { DraftDetail, DraftView } from '../../apps/referral/referral/draft/draft.dto.js';
import type { ReferralItem, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import { type Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { ANGINA, act, actions, eventsOf, now, on, refused, wayOf } from './acting.js';
import {
  as,
  businessNow,
  CARDIOLOGY,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  TCM_HOSPITAL,
  until,
  upReferral,
} from './people.js';

const OUTCOME = {
  outcome: 'treated-outpatient',
  finalDiagnosis: [ANGINA],
  adviceToFamilyDoctor: 'Stable angina. Start a statin, control in two weeks.',
};

const minuteOf = ({ startsAt }: Session) => ({
  earliest: startsAt,
  latest: new Date(Date.parse(startsAt) + 59_000).toISOString(),
});

describe('a referral up', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let patients: Patient[];
  let evenings = 0;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    patients = await contractedPatients(doctor, 20);
  });

  afterAll(() => system?.stop());

  /** One cardiology evening of its own minute, five days ahead, so that each story has a window for itself. */
  async function evening(capacity: number, account = 'his-adapter'): Promise<Session> {
    if (account === 'his-adapter') evenings += 1;
    const time = `19:${String(evenings).padStart(2, '0')}`;
    return publishEvening(await as(system, account), await businessNow(system.database), { days: 5, capacity, time });
  }

  /** A complete form for the next patient who has no referral yet. */
  async function form(session: Session, more: { alternatives?: string[]; autoNext?: boolean } = {}): Promise<object> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const wish = { patient, firstVisitEncounterId, window: minuteOf(session), consentAt };
    return upReferral({ ...wish, to: COUNTY_HOSPITAL, ...more });
  }

  async function offered(
    session: Session,
    more: { alternatives?: string[]; autoNext?: boolean } = {},
  ): Promise<ReferralView> {
    return (await doctor.post<ReferralView>('/v1/referrals', { body: await form(session, more), wait: 10 })).body;
  }

  it('is offered with a protected unit in the answer to the POST', async () => {
    const session = await evening(10);
    const reply = await doctor.post<ReferralView>('/v1/referrals', { body: await form(session), wait: 10 });
    expect(reply).toMatchObject({ status: 201, location: `/v1/referrals/${reply.body.id}`, version: 2 });
    expect(reply.body).toMatchObject({ state: 'submitted', offered: true, entitlement: 'family-doctor', hop: 0 });
    expect(reply.body.unit).toMatchObject({ sessionId: session.id, fromReserve: true });
    expect(reply.body.verdict).toMatchObject({ penalty: false });
    expect(reply.body.owner).toMatchObject({ institution: COUNTY_HOSPITAL, role: 'referral-desk' });
  });

  it('is taken at once and answered later where the doctor does not wait', async () => {
    const session = await evening(10);
    const reply = await doctor.post<ReferralView>('/v1/referrals', { body: await form(session) });
    expect(reply).toMatchObject({ status: 202, version: 1 });
    await until('offered', 30, async () => (await now(doctor, reply.body.id)).offered);
  });

  it('gives the same referral for the same key, and refuses another body', async () => {
    const session = await evening(10);
    const [body, key] = [await form(session), randomUUID()];
    const first = await doctor.post<ReferralView>('/v1/referrals', { body, key, wait: 10 });
    const again = await doctor.post<ReferralView>('/v1/referrals', { body, key });
    expect(again.body.id).toBe(first.body.id);
    const other = { ...body, purpose: 'exam' };
    expect(await refused(doctor, '/v1/referrals', { body: other, key })).toMatchObject({
      status: 422,
      body: { code: 'KEY_REUSED' },
    });
  });

  it('goes from the offer to the closed loop', async () => {
    const session = await evening(10);
    const { id } = await offered(session);
    const arrivals = await as(system, 'arrival-desk');
    const cardiologist = await as(system, 'hospital-doctor');
    expect(await actions(desk, id)).toContain('T06 accept');
    expect(await act(desk, id, 'reviews')).toMatchObject({ state: 'under-review' });
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 30, async () => (await now(doctor, id)).state === 'reserved');
    expect(await act(doctor, id, 'confirmations', {}, { wait: 10 })).toMatchObject({
      state: 'confirmed',
      unit: { sessionId: session.id },
    });
    expect(await act(arrivals, id, 'arrivals')).toMatchObject({ state: 'arrived', verdict: { penalty: false } });
    await act(cardiologist, id, 'care-starts');
    await act(cardiologist, id, 'outcomes', { ...OUTCOME, followUpNeeded: true });
    expect((await now(doctor, id)).outcome).toMatchObject({ adviceToFamilyDoctor: OUTCOME.adviceToFamilyDoctor });
    expect(await act(doctor, id, 'acknowledgements', { rating: 5 })).toMatchObject({ state: 'follow-up' });
    const followUp = { at: (await businessNow(system.database)).toISOString(), text: 'No complaint.' };
    expect(await act(doctor, id, 'acknowledgements', { followUp })).toMatchObject({ state: 'closed' });
    const way = ['T02', 'T03', 'T06', 'T08', 'T10', 'T16', 'T25', 'T26', 'T29', 'T31'];
    expect(await wayOf(doctor, id)).toEqual(way);
    const story = await eventsOf(doctor, id);
    expect(story.map((event) => event.version)).toEqual(story.map((_, at) => at + 1));
    expect(story.at(-1)?.note).toBe('No complaint.');
    expect(await actions(doctor, id)).toEqual([]);
  });

  it('shows its form to the two sides and to nobody else', async () => {
    const { id } = await offered(await evening(10));
    expect((await now(doctor, id)).form).toMatchObject({
      up: { pastHistory: expect.stringContaining('Hypertension') },
    });
    const { form, explanation } = await now(desk, id);
    expect(form).toBeDefined();
    expect(explanation).toMatchObject({ request: { diagnosis: expect.stringContaining('I20') } });
    for (const account of ['arrival-desk', 'county-health-authority', 'his-adapter']) {
      const seen = await now(await as(system, account), id);
      expect([seen.form, seen.advice, seen.matchedCriteria]).toEqual([undefined, undefined, []]);
      expect(JSON.stringify(seen)).not.toMatch(/I20|angina/i);
    }
    for (const stranger of ['family-doctor-2', 'referral-desk-tcm', 'family-doctor-b']) {
      const reply = (await as(system, stranger)).read(`/v1/referrals/${id}`);
      await expect(reply).rejects.toThrow('404');
    }
    const log = await system.database.query(
      'SELECT account FROM referral.access_log WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(log.rows).toEqual([{ account: 'family-doctor' }, { account: 'referral-desk' }]);
  });

  it('goes to the next candidate when the desk declines', async () => {
    const session = await evening(10);
    await evening(10, 'his-adapter-tcm');
    const { id } = await offered(session, { alternatives: [TCM_HOSPITAL], autoNext: true });
    const decline = { decision: 'reject', reason: 'no-capacity', alternative: { institution: TCM_HOSPITAL } };
    expect(await act(desk, id, 'decisions', decline)).toMatchObject({
      state: 'submitted',
      hop: 1,
      to: { institution: TCM_HOSPITAL },
    });
    await until(
      'offered by the other hospital',
      10,
      async () => (await now(doctor, id)).unit?.institution === TCM_HOSPITAL,
    );
    expect(await actions(await as(system, 'referral-desk-tcm'), id)).toContain('T06 accept');
    expect((await now(desk, id)).form).toBeUndefined();
    expect(await actions(desk, id)).toEqual([]);
  });

  it('ends when no candidate is left, and stays on the doctor’s list until acknowledged', async () => {
    const { id } = await offered(await evening(10), { autoNext: false });
    const decline = {
      decision: 'reject',
      reason: 'not-indicated',
      text: 'Stable.',
      alternative: { advice: 'Treat at the township.' },
    };
    expect(await act(desk, id, 'decisions', decline)).toMatchObject({
      state: 'rejected',
      dueKind: 'acknowledge-ending',
    });
    expect(await actions(doctor, id)).toEqual(['T35 acknowledge-ending', 'T01 refer-again']);
    const done = await act(doctor, id, 'acknowledgements');
    expect([done.state, done.owner]).toEqual(['rejected', undefined]);
    expect(await actions(doctor, id)).toEqual(['T01 refer-again']);
  });

  it('that was refused is referred again in one click: nothing is typed twice, and it goes where the hospital said', async () => {
    const sent = (await form(await evening(10), { autoNext: false })) as { patientId: string; up: object };
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: sent, wait: 10 })).body;
    const again = on(id, 'successor-drafts');
    expect((await refused(doctor, again, { body: {} })).body.code).toBe('NOT_ENDED');
    const alternative = { institution: TCM_HOSPITAL };
    await act(desk, id, 'decisions', { decision: 'reject', reason: 'no-capacity', alternative });
    expect((await refused(await as(system, 'hospital-doctor'), again, { body: {} })).body.code).toBe(
      'NOT_THE_REFERRER',
    );
    expect((await refused(await as(system, 'family-doctor-2'), again, { body: {} })).status).toBe(404);
    const { body: draft } = await doctor.post<DraftView>(again, { body: {} });
    const stored = (await doctor.read<DraftDetail>(`/v1/referral-drafts/${draft.id}`)).body.form;
    expect(stored).toMatchObject({ parentReferralId: id, to: alternative, up: sent.up });
    const body = { ...stored, draftId: draft.id };
    const next = (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
    expect(next).toMatchObject({ id: draft.id, parentReferralId: id, to: alternative, patientId: sent.patientId });
  });

  it('comes back for information, and the answer takes it up again', async () => {
    const { id } = await offered(await evening(10));
    await act(desk, id, 'decisions', { decision: 'return-for-info', questions: ['results'], text: 'Troponin?' });
    expect(await actions(doctor, id)).toEqual(['T05 answer', 'T22 cancel', 'T36 extend', 'T22 cancel-for-patient']);
    expect(await act(doctor, id, 'answers', { text: 'Negative.' })).toMatchObject({
      state: 'submitted',
      offered: true,
    });
  });

  it('gives its unit back to where it came from when it is cancelled', async () => {
    const session = await evening(10);
    const counters = async () => {
      const text = 'SELECT family_taken, protected FROM reservation.session WHERE id = $1';
      return (await system.database.query(text, [session.id])).rows[0];
    };
    const before = await counters();
    const { id } = await offered(session);
    expect(await counters()).toMatchObject({ family_taken: 1, protected: before.protected - 1 });
    await act(doctor, id, 'cancellations', { reason: 'recovered' });
    await until('given back', 30, async () => (await counters()).family_taken === 0);
    expect(await counters()).toEqual(before);
  });

  it('refuses a stale version, none at all, a foreign desk and a second open referral', async () => {
    const session = await evening(10);
    const body = await form(session);
    const { id, version } = (await doctor.post<ReferralView>('/v1/referrals', { body, wait: 10 })).body;
    const accept = { body: { decision: 'accept' } };
    expect(await refused(desk, on(id, 'decisions'), { ...accept, ifMatch: version - 1 })).toMatchObject({
      status: 412,
    });
    expect(await refused(desk, on(id, 'decisions'), accept)).toMatchObject({ status: 428 });
    const other = await as(system, 'referral-desk-tcm');
    expect(await refused(other, on(id, 'decisions'), { ...accept, ifMatch: version })).toMatchObject({ status: 404 });
    expect(await refused(doctor, on(id, 'decisions'), { ...accept, ifMatch: version })).toMatchObject({ status: 409 });
    const second = await refused(doctor, '/v1/referrals', { body });
    expect(second).toMatchObject({ status: 409, body: { code: 'OPEN_REFERRAL', open: { id } } });
  });

  it('waits, with the reason, when no unit is left for it', async () => {
    const session = await evening(1);
    await offered(session);
    const waiting = await offered(session);
    expect(waiting).toMatchObject({
      offered: false,
      wait: { position: expect.any(Number), reasons: [{ institution: COUNTY_HOSPITAL }] },
    });
  });

  it('stands in the desk’s inbox and the doctor’s outbox, page by page', async () => {
    await offered(await evening(10));
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const query: string = `box=inbox&direction=up&limit=3${cursor && `&cursor=${cursor}`}`;
      const page = (await desk.read<{ items: ReferralItem[]; next?: string }>(`/v1/referrals?${query}`)).body;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
    const mine = (await doctor.read<{ items: ReferralItem[] }>('/v1/referrals?box=outbox&state=submitted')).body.items;
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ state, to }) => state === 'submitted' && to.deptCode === CARDIOLOGY)).toBe(true);
  });

  it('goes on when a hold ends that nobody answered', async () => {
    const { id, unit } = await offered(await evening(10));
    const end = Date.parse(unit?.holdUntil ?? '') + 60_000;
    await moveClock(system.databaseUrl, new Date(end));
    await until('lapsed', 60, async () => {
      const items = await eventsOf(doctor, id);
      return items.some(({ event }) => event === 'unit-lapsed');
    });
    expect(await now(doctor, id)).toMatchObject({ state: 'submitted', offered: false });
  }, 120_000);
});
