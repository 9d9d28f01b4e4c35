import { randomUUID } from 'node:crypto';
import { MINUTE_MS } from '#service/calendar/local-time.js';
import type { DraftDetail, DraftView } from '../../apps/referral/referral/draft/draft.dto.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { breachesAtRest, untilAtRest } from '../invariants/invariants.js';
import { type System, startSystem } from '../system/system.js';
import { act, eventsOf, now, wayOf } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from './people.js';

const DRAFTS = '/v1/referral-drafts';

describe('a stored draft', () => {
  let system: System;
  let doctor: Api;
  let his: Api;
  let patients: Patient[];
  let minutes = 10;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    his = await as(system, 'his-adapter');
    patients = await contractedPatients(doctor, 12);
  });

  afterAll(() => system?.stop());

  /** A cardiology evening five days ahead, at a minute of its own. */
  async function evening(capacity = 5): Promise<Session> {
    minutes += 1;
    return publishEvening(his, await businessNow(system.database), { days: 5, capacity, time: `19:${minutes}` });
  }

  /** The form of a referral whose window is just this session. */
  async function formFor(session: Session): Promise<Record<string, unknown> & { patientId: string }> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const form = upReferral({
      patient,
      firstVisitEncounterId,
      window: windowOf(session),
      to: COUNTY_HOSPITAL,
      consentAt,
    });
    return form as Record<string, unknown> & { patientId: string };
  }

  const on = ({ id }: { id: string }, path = '') => `${DRAFTS}/${id}${path && `/${path}`}`;
  const read = async (draft: { id: string }) => (await doctor.read<DraftDetail>(on(draft))).body;
  const hold = async (draft: { id: string }, body: object = {}) =>
    (await doctor.post<DraftView>(on(draft, 'holds'), { body, ifMatch: (await read(draft)).version, wait: 10 })).body;
  const store = async (form: object) => (await doctor.post<DraftView>(DRAFTS, { body: form })).body;
  const submit = async (form: object, draftId: string) =>
    (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, draftId }, wait: 10 })).body;

  it('keeps half a form for its author, sealed in the database', async () => {
    const session = await evening();
    const { patientId, direction, urgencyClass } = await formFor(session);
    const up = { chiefComplaint: 'Chest tightness plantedinadraft' };
    const draft = await store({ patientId, direction, urgencyClass, up });
    expect(draft).toMatchObject({ version: 1, patientId, owner: { role: 'family-doctor' }, dueAt: expect.any(String) });
    expect((await read(draft)).form).toMatchObject({ up });
    const mine = await doctor.read<{ items: DraftView[] }>(DRAFTS);
    expect(mine.body.items.map(({ id }) => id)).toContain(draft.id);
    const { rows } = await system.database.query(
      `SELECT 1 FROM referral.referral_draft d WHERE strpos(d::text, 'plantedinadraft') > 0
        UNION ALL SELECT 1 FROM referral.idempotency i WHERE strpos(i::text, 'plantedinadraft') > 0`,
    );
    expect(rows).toEqual([]);
    const stranger = await as(system, 'family-doctor-2');
    expect(await stranger.attempt(on(draft, 'holds'), { ifMatch: 1 })).toMatchObject({ status: 404 });
    expect((await stranger.read<{ items: DraftView[] }>(DRAFTS)).body.items).toEqual([]);
  });

  it('holds a unit of the reserve, which the submission takes over', async () => {
    const [early, chosen] = [await evening(), await evening()];
    const form = await formFor(early);
    const requested = { ...(form['requested'] as object), latest: windowOf(chosen).latest };
    const whole = { ...form, requested };
    const draft = await store(whole);
    const held = await hold(draft, { sessionId: chosen.id });
    expect(held.hold).toMatchObject({ sessionId: chosen.id, fromReserve: true });
    const referral = await submit(whole, draft.id);
    expect(referral).toMatchObject({
      id: draft.id,
      offered: true,
      unit: { reservationId: held.hold!.reservationId, sessionId: chosen.id },
    });
    expect(Date.parse(referral.unit!.holdUntil!)).toBeGreaterThan(Date.parse(held.hold!.holdUntil!));
    expect(await wayOf(doctor, draft.id)).toEqual(['T01', 'T02']);
    expect((await eventsOf(doctor, draft.id)).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    expect((await doctor.attempt(on(draft, 'holds'), { ifMatch: held.version })).status).toBe(404);
    await act(await as(system, 'referral-desk'), draft.id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(doctor, draft.id)).state === 'reserved');
  });

  it('moves its hold, extends it as often as it may, and gives it back', async () => {
    const [first, second] = [await evening(), await evening()];
    const form = await formFor(first);
    const draft = await store({
      ...form,
      requested: { ...(form['requested'] as object), latest: windowOf(second).latest },
    });
    expect((await hold(draft, { sessionId: first.id })).hold?.sessionId).toBe(first.id);
    expect((await hold(draft, { sessionId: second.id })).hold?.sessionId).toBe(second.id);
    const extend = async (ifMatch: number) =>
      doctor.attempt<DraftView>(on(draft, 'hold-extensions'), { ifMatch, wait: 10 });
    for (let times = 0; times < 2; times += 1) {
      await moveClock(system.databaseUrl, new Date((await businessNow(system.database)).getTime() + MINUTE_MS));
      expect((await extend((await read(draft)).version)).status).toBe(200);
    }
    const refused = await extend((await read(draft)).version);
    expect(refused).toMatchObject({ status: 409, body: { code: 'UNIT_GONE', reason: 'extended-before' } });
    const release = async () =>
      doctor.post<DraftView>(on(draft, 'hold-releases'), { ifMatch: (await read(draft)).version });
    expect((await release()).body.hold).toBeUndefined();
    expect((await release()).body.hold).toBeUndefined();
    await untilAtRest(system.database, 20);
    const { rows } = await system.database.query(
      `SELECT 1 FROM reservation.reservation WHERE referral_id = $1 AND occupies`,
      [draft.id],
    );
    expect(rows).toEqual([]);
  });

  it('is answered with the next free units when the one it asks for is gone', async () => {
    const [full, other] = [await evening(1), await evening()];
    const first = await formFor(full);
    await hold(await store(first));
    const form = await formFor(full);
    const draft = await store({
      ...form,
      requested: { ...(form['requested'] as object), latest: windowOf(other).latest },
    });
    const refused = await doctor.attempt<Problem>(on(draft, 'holds'), {
      body: { sessionId: full.id },
      ifMatch: 1,
      wait: 10,
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'UNIT_GONE', options: expect.any(Array) } });
    expect((await read(draft)).options?.length).toBeGreaterThan(0);
  });

  it('shows the open referral that would refuse its submission (V07)', async () => {
    const session = await evening();
    const form = await formFor(session);
    const open = (await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 10 })).body;
    expect((await store(form)).openReferral).toMatchObject({ id: open.id, referralNo: open.referralNo });
  });

  it('says what is missing before a unit can be held', async () => {
    const { patientId } = await formFor(await evening());
    const draft = await store({ patientId });
    const refused = await doctor.attempt<Problem>(on(draft, 'holds'), { ifMatch: 1 });
    expect(refused.status).toBe(422);
    expect((refused.body as Problem).errors?.map(({ field }) => field)).toEqual([
      'direction',
      'urgencyClass',
      'origin',
      'requested',
    ]);
  });

  const send = async (draft: DraftView, method: string, ifMatch: number, body: object = {}) =>
    fetch(system.baseUrl + on(draft), {
      method,
      headers: {
        authorization: `Bearer ${await system.token('family-doctor')}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'if-match': `"${ifMatch}"`,
      },
      body: JSON.stringify(body),
    });

  it('can be saved and discarded, and its hold goes with it', async () => {
    const form = await formFor(await evening());
    const draft = await store({ patientId: form.patientId });
    expect((await send(draft, 'PUT', 1, form)).status).toBe(200);
    expect((await send(draft, 'PUT', 1, form)).status).toBe(412);
    await hold(draft);
    expect((await send(draft, 'DELETE', (await read(draft)).version)).status).toBe(200);
    await untilAtRest(system.database, 20);
    const { rows } = await system.database.query(
      `SELECT 1 FROM reservation.reservation WHERE referral_id = $1 AND occupies`,
      [draft.id],
    );
    expect(rows).toEqual([]);
    expect(await breachesAtRest(system.database, 20)).toEqual({});
  });

  it('of a nameless patient goes on under the name that somebody finds, whoever still writes the number', async () => {
    const stranger = randomUUID();
    const urgent = { urgencyClass: 'U1', patientId: stranger, up: { chiefComplaint: 'Found unconscious' } };
    await doctor.post('/v1/referrals', { body: urgent });
    const form = { patientId: stranger, direction: 'up', urgencyClass: 'U2' };
    const draft = await store(form);
    const { id: known } = nextPatient(patients);
    await doctor.post(`/v1/patients/${stranger}/merges`, { body: { into: known } });
    expect(await read(draft)).toMatchObject({ patientId: known, form: { patientId: known } });
    expect((await send(draft, 'PUT', 1, form)).status).toBe(200);
    expect((await send(draft, 'PUT', 2, { ...form, patientId: known })).status).toBe(200);
    expect((await send(draft, 'PUT', 3, { ...form, patientId: nextPatient(patients).id })).status).toBe(422);
    expect(await read(draft)).toMatchObject({ form: { patientId: known } });
    expect(await store(form)).toMatchObject({ patientId: known });
  });

  it('that nobody submits is dropped after its time, and its hold with it', async () => {
    const form = await formFor(await evening());
    const draft = await store(form);
    await hold(draft);
    await moveClock(system.databaseUrl, new Date(Date.parse(draft.dueAt) + MINUTE_MS));
    expect((await doctor.attempt(on(draft, 'holds'), { ifMatch: 3 })).status).toBe(404);
    const left = `SELECT 1 FROM reservation.reservation WHERE referral_id = $1 AND occupies`;
    await until('released', 30, async () => (await system.database.query(left, [draft.id])).rows.length === 0);
  }, 120_000);
});
