import { randomUUID } from 'node:crypto';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { FakeGateway } from '../notification/fake-gateway.js';
import { type System, startSystem } from '../system/system.js';
import { act, now } from './acting.js';
import { referralUp } from './course.js';
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
  until,
} from './people.js';

interface Notice {
  id: string;
  template: string;
  referralId?: string;
}

const COMPLAINT = { chiefComplaint: 'Crushing chest pain for one hour' };
const CONTACT = '12012345678';
const DESK_PHONE = '13900001111';
const SECRET = 'a secret of the gateway';

describe('word of a referral leaves the house', () => {
  let gateway: FakeGateway;
  let system: System;
  let doctor: Api;
  let desk: Api;
  let patients: Patient[];

  beforeAll(async () => {
    gateway = await FakeGateway.start();
    const way = { SMS_URL: gateway.url, SMS_SECRET: SECRET, PHONE_URL: gateway.url, PHONE_SECRET: SECRET };
    system = await startSystem({ env: way });
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    patients = await contractedPatients(doctor, 10);
    // Whatever the hour on which the tests run: news is not sent at night.
    const tomorrow = plusDays(localDate(await businessNow(system.database)), 1);
    await moveClock(system.databaseUrl, new Date(`${tomorrow}T10:00:00+08:00`));
  });

  afterAll(async () => {
    await system?.stop();
    await gateway?.stop();
  });

  const noticesOf = async (api: Api) => (await api.read<{ items: Notice[] }>('/v1/notices?limit=100')).body.items;
  const sessionsIn = async ({ id }: Notice) =>
    (await doctor.read<{ items: { sessionId: string }[] }>(`/v1/notices/${id}/slots`)).body.items.map(
      ({ sessionId }) => sessionId,
    );
  const handed = (channel: string, to: string) =>
    gateway.received.map(({ body }) => body).filter((sent) => sent.channel === channel && sent.to === to);

  async function preferPhone(account: string, phone: string): Promise<void> {
    const answer = await fetch(`${system.baseUrl}/v1/preferences`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${await system.token(account)}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({ language: 'zh', digest: 'at-once', phone }),
    });
    expect(answer.status).toBe(200);
  }

  async function practitionerOf(account: string): Promise<string> {
    const [, claims = ''] = (await system.token(account)).split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()).practitioner;
  }

  it('to the contact of a patient whose booking is confirmed, without name or illness, once', async () => {
    const patient = nextPatient(patients);
    const visit = await firstVisit(doctor, patient.id);
    const { id } = await referralUp(system, doctor, patient, visit, '19:01');
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 30, async () => (await now(doctor, id)).state === 'reserved');
    await act(doctor, id, 'confirmations', {}, { wait: 10 });
    await until('told of the booking', 60, async () => handed('sms', CONTACT).some(({ text }) => /已确认/.test(text)));
    for (const { text, subject } of handed('sms', CONTACT)) {
      expect(`${subject} ${text}`).not.toMatch(/心绞痛|I20|心血管|Li Si|心内/);
    }
    const confirmed = handed('sms', CONTACT).filter(({ text }) => /已确认/.test(text));
    expect(new Set(confirmed.map((sent) => sent.id)).size).toBe(1);
  }, 180_000);

  it('by a call and an SMS to the person on duty when an emergency comes, without a word of the complaint', async () => {
    await preferPhone('referral-desk', DESK_PHONE);
    const today = localDate(await businessNow(system.database));
    const shift = `referral-desk,,${await practitionerOf('referral-desk')},duty,${today},${plusDays(today, 1)},00:00,24:00`;
    const csv = `post,department,practitioner,kind,date,until,from,to\n${shift}`;
    await desk.post('/v1/duty-rosters', { body: { csv } });
    const emergency = {
      urgencyClass: 'U1',
      patientId: nextPatient(patients).id,
      to: { institution: COUNTY_HOSPITAL },
      up: COMPLAINT,
    };
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: emergency })).body;
    await until('called', 60, async () => handed('phone', DESK_PHONE).length > 0);
    await until('written to', 60, async () => handed('sms', DESK_PHONE).length > 0);
    for (const { text } of gateway.received.map(({ body }) => body)) expect(text).not.toMatch(/chest pain/i);
    expect((await noticesOf(desk)).some(({ referralId }) => referralId === id)).toBe(true);
    await act(desk, id, 'alert-acknowledgements', { text: 'The room is ready' });
  }, 180_000);

  it('to a family doctor who wanted to hear of a unit, that opened for him', async () => {
    const at = await businessNow(system.database);
    const session = await publishEvening(await as(system, 'his-adapter'), at, { days: 6, capacity: 5, time: '19:03' });
    await doctor.post('/v1/slot-subscriptions', {
      body: { institution: COUNTY_HOSPITAL, department: CARDIOLOGY, pool: 'expert-slot', news: ['opened'] },
    });
    await until('told that it opened', 90, async () => {
      const told = (await noticesOf(doctor)).filter(({ template }) => template === 'slot-opened');
      return (await Promise.all(told.map(sessionsIn))).flat().includes(session.id);
    });
  }, 180_000);
});
