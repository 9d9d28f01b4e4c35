import { randomUUID } from 'node:crypto';
import { DAY_MS, localDate, MINUTE_MS, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { ImportView } from '../../apps/reservation/import/import.dto.js';
import type { SessionView } from '../../apps/reservation/supply/supply.dto.js';
import type { Api, Problem } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
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
  until,
  upReferral,
} from './people.js';

/** A department in which the demo county publishes nothing. */
const UNUSED = '03.09';

interface Faults {
  code: string;
  errors: { field: string; code: string; line?: number; column?: string }[];
}

describe('what a hospital publishes', () => {
  let system: System;
  let doctor: Api;
  let his: Api;
  let patients: Patient[];

  beforeAll(async () => {
    system = await startSystem();
    doctor = await as(system, 'family-doctor');
    his = await as(system, 'his-adapter');
    patients = await contractedPatients(doctor, 6);
  });

  afterAll(() => system?.stop());

  /** A local date so many days ahead of business now. */
  const dateIn = async (days: number): Promise<string> => plusDays(localDate(await businessNow(system.database)), days);

  const evening = (date: string, change: object = {}) => ({
    externalId: randomUUID(),
    pool: 'expert-slot',
    group: CARDIOLOGY,
    startsAt: `${date}T19:00:00+08:00`,
    endsAt: `${date}T21:00:00+08:00`,
    place: 'Outpatient building, room 305',
    capacity: 8,
    ...change,
  });
  const publish = async (...sessions: object[]): Promise<SessionView[]> =>
    (await his.post<{ items: SessionView[] }>('/v1/sessions', { body: { sessions } })).body.items;
  const refused = async (...sessions: object[]): Promise<Faults> =>
    (await his.attempt<Faults>('/v1/sessions', { body: { sessions } })).body as Faults;
  const read = async (id: string): Promise<SessionView> => (await his.read<SessionView>(`/v1/sessions/${id}`)).body;

  async function referred(window: { earliest: string; latest: string }, change: object = {}): Promise<ReferralView> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(system.database);
    const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
    return (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, ...change }, wait: 10 })).body;
  }
  const minuteOf = (instant: string) => ({
    earliest: instant,
    latest: new Date(Date.parse(instant) + MINUTE_MS - 1).toISOString(),
  });

  it('is a half day in parts: a referral gets a seat of its hour, and everybody sees which hours are left', async () => {
    const date = await dateIn(5);
    const [session] = await publish(evening(date, { segmentMinutes: 30 }));
    expect(session?.segments?.map(({ seats, free }) => [seats, free])).toEqual([
      [2, 2],
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
    const eight = new Date(`${date}T20:00:00+08:00`).toISOString();
    const { unit } = await referred(minuteOf(eight));
    expect(unit).toMatchObject({ sessionId: session?.id, seat: 5, startsAt: eight });
    expect(unit?.endsAt).toBe(new Date(Date.parse(eight) + 30 * MINUTE_MS).toISOString());
    const seen = await read(session?.id ?? '');
    expect(seen.segments?.map(({ free }) => free)).toEqual([2, 2, 1, 2]);
    expect(seen.account).toMatchObject({ ratioBps: 2000, policyScope: 'nation', policyVersion: 1 });
  });

  it('is booked by the public for the hour it wants', async () => {
    const date = await dateIn(9);
    const [session] = await publish(evening(date, { segmentMinutes: 60, capacity: 4 }));
    await moveClock(system.databaseUrl, new Date(Date.parse(session!.opensPublicAt) + MINUTE_MS));
    const eight = new Date(`${date}T20:00:00+08:00`).toISOString();
    const book = (earliest: string) =>
      his.attempt<{ startsAt: string }>('/v1/bookings', {
        body: { sessionId: session?.id, earliest, patientId: randomUUID(), channel: 'web' },
      });
    expect(await book(eight)).toMatchObject({ status: 201, body: { startsAt: eight } });
    expect(await book(eight)).toMatchObject({ status: 201, body: { startsAt: eight } });
    expect(await book(eight)).toMatchObject({ status: 409, body: { reason: 'full' } });
    expect(await book(session!.startsAt)).toMatchObject({ status: 201, body: { startsAt: session?.startsAt } });
  });

  it('is refused with the very field where parts do not fit', async () => {
    const date = await dateIn(6);
    const part = (from: string, to: string, seats: number) => ({
      startsAt: `${date}T${from}:00+08:00`,
      endsAt: `${date}T${to}:00+08:00`,
      seats,
    });
    const wrong = await refused(
      evening(date, { segments: [part('19:00', '19:30', 4), part('19:15', '20:00', 3)] }),
      evening(date, { segments: [part('18:30', '19:30', 8)], segmentMinutes: 30 }),
      evening(date, { segments: [part('18:30', '19:30', 4), part('20:30', '21:30', 4)] }),
      evening(date, { pool: 'inpatient-bed', segmentMinutes: 30 }),
      evening(date, { declaredTotal: 40, device: 'CT 2' }),
    );
    expect(wrong.errors.map(({ field, code }) => [field, code])).toEqual([
      ['sessions.0.segments.1.startsAt', 'not-in-order'],
      ['sessions.0.segments', 'sum-not-capacity'],
      ['sessions.1.segmentMinutes', 'cut-twice'],
      ['sessions.2.segments.0.startsAt', 'outside-the-session'],
      ['sessions.2.segments.1.endsAt', 'outside-the-session'],
      ['sessions.3.segmentMinutes', 'not-for-beds'],
      ['sessions.4.device', 'not-an-exam'],
      ['sessions.4.declaredTotal', 'with-allotment-only'],
    ]);
  });

  it('is an exam: with preparation its reserve is released a day earlier', async () => {
    const date = await dateIn(6);
    const exam = { pool: 'exam', group: 'echo', capacity: 20, segmentMinutes: 15, device: 'Echo 1' };
    const [plain, prepared] = await publish(
      evening(date, { ...exam, endsAt: `${date}T20:00:00+08:00` }),
      evening(date, { ...exam, startsAt: `${date}T20:00:00+08:00`, preparation: 'Nothing to eat for 8 hours' }),
    );
    expect(prepared).toMatchObject({ device: 'Echo 1', preparation: 'Nothing to eat for 8 hours', reserve: 4 });
    const requested = { pool: 'exam', deptCode: CARDIOLOGY, examItem: 'echo', ...minuteOf(prepared!.startsAt) };
    const { unit } = await referred(minuteOf(prepared!.startsAt), { purpose: 'exam', requested });
    expect(unit).toMatchObject({
      sessionId: prepared?.id,
      fromReserve: true,
      preparation: 'Nothing to eat for 8 hours',
      endsAt: new Date(Date.parse(prepared!.startsAt) + 15 * MINUTE_MS).toISOString(),
    });
    const stage = (id: string | undefined, wanted: number) =>
      until(`stage ${wanted}`, 20, async () => (await read(id ?? '')).stage === wanted);
    const daysBefore = (days: number, time: string) => new Date(Date.parse(`${date}T${time}:00+08:00`) - days * DAY_MS);
    await moveClock(system.databaseUrl, daysBefore(3, '18:15'));
    await stage(prepared?.id, 1);
    // Nobody has confirmed: the hold has ended, and half of what is unused goes.
    expect(await read(prepared!.id)).toMatchObject({ released: 2, protected: 2, familyTaken: 0 });
    expect(await read(plain!.id)).toMatchObject({ stage: 0, released: 0 });
    await moveClock(system.databaseUrl, daysBefore(2, '12:15'));
    await stage(prepared?.id, 2);
    expect(await read(prepared!.id)).toMatchObject({ released: 4, protected: 0 });
  }, 120_000);

  it('comes as a file: looked at first, then published once, however often it is sent', async () => {
    const date = await dateIn(8);
    const header = 'externalId,pool,group,startsAt,endsAt,place,capacity,segmentMinutes';
    const line = (id: string, capacity: number | string, place = '"Room 12, left"') =>
      `${id},expert-slot,${UNUSED},${date}T19:00:00+08:00,${date}T21:00:00+08:00,${place},${capacity},60`;
    const [a, b] = [randomUUID(), randomUUID()];
    const csv = `\uFEFF${header}\r\n${line(a, 12)}\r\n${line(b, 8)}\r\n`;
    const key = randomUUID();
    const looked = await his.post<ImportView>('/v1/session-imports?dryRun=true', { body: { csv }, key });
    expect(looked).toMatchObject({ status: 200, body: { dryRun: true, created: 2, unchanged: 0 } });
    expect(looked.body.accounts).toMatchObject([{ group: UNUSED, date, capacity: 20, reserve: 4, ratioBps: 2000 }]);
    expect(
      (await his.read<{ items: unknown[] }>(`/v1/sessions?from=${date}&to=${date}&group=${UNUSED}&limit=100`)).body
        .items,
    ).not.toContainEqual(expect.objectContaining({ externalId: a }));

    const done = await his.post<ImportView>('/v1/session-imports', { body: { csv }, key });
    expect(done).toMatchObject({ status: 201, body: { dryRun: false, created: 2 } });
    const again = await his.post<ImportView>('/v1/session-imports', { body: { csv }, key });
    expect(again.body).toEqual(done.body);
    const anew = await sendCsv(csv);
    expect(anew).toMatchObject({ status: 200, body: { created: 0, unchanged: 2 } });
    expect(anew.body).toMatchObject({ accounts: [{ capacity: 20, reserve: 4 }] });

    const faulty = await sendCsv([header, line(a, 13), line('c', 'ten'), line('d', 4), line('d', 4)].join('\n'));
    expect(faulty).toMatchObject({ status: 422, body: { code: 'ROSTER_INVALID' } });
    const { errors } = faulty.body as Faults;
    expect(errors.map((fault) => [fault.line, fault.column, fault.code])).toEqual([
      [2, 'externalId', 'external-id-taken'],
      [3, 'capacity', 'max'],
      [3, 'capacity', 'min'],
      [3, 'capacity', 'is-int'],
      [5, 'externalId', 'twice'],
    ]);
    const changed = await sendCsv([header, line(a, 13), line(b, 8)].join('\n'));
    expect(changed).toMatchObject({ status: 409, body: { code: 'EXTERNAL_ID_TAKEN', errors: [{ line: 2 }] } });
  });

  it('is at most a file of 2 000 rows or 512 KiB', async () => {
    const dates = await Promise.all(Array.from({ length: 100 }, (_, n) => dateIn(20 + n)));
    const header = 'externalId,pool,group,startsAt,endsAt,place,capacity,segmentMinutes';
    const rows = dates.flatMap((date) =>
      Array.from({ length: 20 }, (_, n) => {
        const time = `${date}T08:00:00+08:00,${date}T12:00:00+08:00`;
        return `${randomUUID()},expert-slot,${UNUSED},${time},Room ${n},20,30`;
      }),
    );
    const whole = await sendCsv([header, ...rows].join('\n'));
    expect(whole).toMatchObject({ status: 201, body: { created: 2_000 } });
    expect((whole.body as ImportView).accounts).toHaveLength(100);
    expect(await sendCsv([header, ...rows, rows[0]].join('\n'))).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'too-many-rows', line: 2_002 }] },
    });
    expect((await sendCsv('x'.repeat(300 * 1024))).status).toBe(422);
    expect((await sendCsv('x'.repeat(600 * 1024))).status).toBe(413);
  });

  async function sendCsv(csv: string): Promise<{ status: number; body: ImportView | Problem | Faults }> {
    const reply = await fetch(`${system.baseUrl}/v1/session-imports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await system.token('his-adapter')}`,
        'content-type': 'text/csv; charset=utf-8',
        'idempotency-key': randomUUID(),
      },
      body: csv,
    });
    return { status: reply.status, body: (await reply.json()) as ImportView };
  }

  it('is the reserve alone: all of it is protected, and what nobody used goes back to the hospital', async () => {
    const date = await dateIn(5);
    const allotted = (capacity: number) =>
      evening(date, { group: UNUSED, capacity, allotment: true, declaredTotal: 26 });
    expect(await refused(allotted(5))).toMatchObject({
      code: 'ALLOTMENT_BELOW_FLOOR',
      errors: [{ field: 'sessions.0.capacity', code: 'below-floor' }],
    });
    const [session] = await publish(allotted(6));
    expect(session).toMatchObject({ reserve: 6, protected: 6, allotment: true, declaredTotal: 26, free: 6 });
    const line = await his.read<{ items: object[] }>(`/v1/reserve-report?from=${date}&to=${date}&group=${UNUSED}`);
    expect(line.body.items).toContainEqual(
      expect.objectContaining({ published: 26, elsewhere: 20, reserve: 6, belowFloor: false }),
    );

    const book = () =>
      his.attempt<{ reason: string }>('/v1/bookings', {
        body: { sessionId: session?.id, patientId: randomUUID(), channel: 'web' },
      });
    await moveClock(system.databaseUrl, new Date(Date.parse(`${date}T12:15:00+08:00`) - 2 * DAY_MS));
    expect(await book()).toMatchObject({ status: 409, body: { reason: 'not-open' } });
    await moveClock(system.databaseUrl, new Date(Date.parse(`${date}T12:15:00+08:00`) - DAY_MS));
    await until('stage 2', 20, async () => (await read(session?.id ?? '')).stage === 2);
    // R 6, H 1: 3 of 6, then 2 of 3; one is held back until the morning.
    expect(await read(session?.id ?? '')).toMatchObject({ released: 5, protected: 1, free: 1 });
    expect(await book()).toMatchObject({ status: 409, body: { reason: 'not-open' } });
  }, 120_000);
});
