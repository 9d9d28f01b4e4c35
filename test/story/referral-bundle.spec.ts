import { randomUUID } from 'node:crypto';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { breaches, untilAtRest } from '../invariants/invariants.js';
import { type System, startSystem } from '../system/system.js';
import { act, now, refused } from './acting.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  nextPatient,
  type Patient,
  publishEvening,
  type Session,
  until,
  upReferral,
  windowOf,
} from './people.js';

/** The demo county examines by day only: a band late in the evening is this spec's own. */
const MRI = { pool: 'exam', deptCode: '32', examItem: 'mri' };

describe('an expert and an exam of one referral', () => {
  let system: System;
  let doctor: Api;
  let his: Api;
  let patients: Patient[];
  let days = 2;

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    his = await as(system, 'his-adapter');
    patients = await contractedPatients(doctor, 6);
  });

  afterAll(() => system?.stop());

  /** An expert's evening on a day of its own, and an MRI band after it. */
  async function supply(capacity = { expert: 5, mri: 5 }): Promise<{ expert: Session; mri: Session }> {
    days += 1;
    const today = await businessNow(system.database);
    const expert = await publishEvening(his, today, { days, capacity: capacity.expert });
    const day = plusDays(localDate(today), days);
    const band = {
      externalId: randomUUID(),
      pool: 'exam',
      group: 'mri',
      startsAt: `${day}T22:00:00+08:00`,
      endsAt: `${day}T23:00:00+08:00`,
      place: 'Imaging, room 2',
      capacity: capacity.mri,
      preparation: 'No metal on the body.',
    };
    const published = await his.post<{ items: Session[] }>('/v1/sessions', { body: { sessions: [band] } });
    return { expert, mri: published.body.items[0]! };
  }

  async function formFor(expert: Session, bundle: object[]): Promise<object> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const wish = { patient, firstVisitEncounterId, window: windowOf(expert), to: COUNTY_HOSPITAL, consentAt };
    const form = upReferral(wish) as { requested: object };
    return { ...form, requested: { ...form.requested, bundle } };
  }

  /** Invariants of supply and referrals; messages of other counties' release clocks may be on their way. */
  const broken = async () => Object.keys(await breaches(system.database)).filter((name) => /^I[1-4678]/.test(name));

  const submit = async (form: object) =>
    (await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 10 })).body;
  const scan = [{ ...MRI, when: 'after', withinDays: 0 }];

  it('takes both out of the reserve, confirms both, and each arrives by itself', async () => {
    const { expert, mri } = await supply();
    const referral = await submit(await formFor(expert, scan));
    expect(referral).toMatchObject({
      offered: true,
      unit: { sessionId: expert.id, fromReserve: true },
      parts: [{ sessionId: mri.id, fromReserve: true, preparation: 'No metal on the body.' }],
    });
    const { id } = referral;
    await act(await as(system, 'referral-desk'), id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
    const confirmed = await act(doctor, id, 'confirmations', {}, { wait: 10 });
    expect(confirmed).toMatchObject({ state: 'confirmed', parts: [{ sessionId: mri.id }] });
    await act(await as(system, 'arrival-desk'), id, 'arrivals');
    await untilAtRest(system.database, 20);
    const { rows } = await system.database.query<{ pool: string; state: string }>(
      `SELECT pool, state FROM reservation.reservation WHERE referral_id = $1 ORDER BY bundle_part`,
      [id],
    );
    expect(rows).toEqual([
      { pool: 'expert-slot', state: 'arrived' },
      { pool: 'exam', state: 'confirmed' },
    ]);
    expect(await broken()).toEqual([]);
  });

  it('takes nothing when the exam is full, and the referral waits and says why', async () => {
    const { expert } = await supply({ expert: 10, mri: 1 });
    await submit(await formFor(expert, scan));
    const second = await submit(await formFor(expert, scan));
    expect(second.unit).toBeUndefined();
    expect(second.wait?.reasons).toMatchObject([
      { institution: COUNTY_HOSPITAL, part: { pool: 'exam', group: 'mri' } },
    ]);
    await untilAtRest(system.database, 20);
    const { rows } = await system.database.query(`SELECT 1 FROM reservation.reservation WHERE referral_id = $1`, [
      second.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('gives both back when the referral is cancelled', async () => {
    const { expert } = await supply();
    const { id } = await submit(await formFor(expert, scan));
    await act(doctor, id, 'cancellations', { reason: 'recovered' });
    await untilAtRest(system.database, 20);
    const { rows } = await system.database.query(
      `SELECT 1 FROM reservation.reservation WHERE referral_id = $1 AND occupies`,
      [id],
    );
    expect(rows).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('is refused where the form asks twice for one thing, or for what the receiver does not have', async () => {
    const { expert } = await supply();
    const twice = await formFor(expert, [...scan, ...scan]);
    const repeated = await refused(doctor, '/v1/referrals', { body: twice });
    expect(repeated).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'requested.bundle.1', code: 'repeated' }] },
    });
    const bundle = [{ pool: 'exam', deptCode: '32', examItem: 'pet', when: 'before' }];
    const unknown = await refused(doctor, '/v1/referrals', {
      body: { ...twice, requested: { ...(twice as { requested: object }).requested, bundle } },
    });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ rule: 'V06', code: 'no-exam-item' }] } });
  });
});
