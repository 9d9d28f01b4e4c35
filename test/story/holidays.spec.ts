import { randomUUID } from 'node:crypto';
import { DAY_MS, wallClock } from '#service/calendar/local-time.js';
import type { CalendarsView, HolidayImportView } from '../../apps/referral/calendar/calendar.dto.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  moveClock,
  until,
  upReferral,
} from './people.js';

const HEADER = 'day,kind,name,nameEn';
interface Refusal {
  code: string;
  errors: { line: number; code: string }[];
}

/** A made-up year, for nobody has published the next one. */
const daysOff = (year: number) => [
  ...[1, 2, 3, 4, 5].map((day) => `${year}-01-0${day},holiday,元旦,New Year`),
  ...[1, 2, 3, 4, 5, 6, 7].map((day) => `${year}-10-0${day},holiday,国庆节,National Day`),
];

describe('holidays and make-up days', () => {
  let system: System;
  let authority: Api;
  let doctor: Api;
  let coming: number;

  beforeAll(async () => {
    system = await startSystem();
    authority = await as(system, 'county-health-authority');
    doctor = await as(system, 'family-doctor');
    coming = wallClock(await businessNow(system.database)).getUTCFullYear() + 1;
    await moveClock(system.databaseUrl, new Date(`${coming - 1}-12-10T09:00:00+08:00`));
  });

  afterAll(() => system?.stop());

  const yearSeen = async (api: Api, year: number) =>
    (await api.read<CalendarsView>(`/v1/calendars?year=${year}`)).body.items[0]!;
  const send = (api: Api, rows: string[], query = '', key: string = randomUUID()) =>
    api.attempt<HolidayImportView>(`/v1/calendar-imports${query}`, {
      body: { csv: [HEADER, ...rows].join('\n') },
      key,
    });

  it('a doctor sees the holidays of 2026 with the text that they come from', async () => {
    const year = await yearSeen(doctor, 2026);
    expect(year.known).toBe(true);
    expect(year.tables[0]).toMatchObject({
      county: '000000',
      basis: 'whole-year',
      source: expect.stringContaining('State Council'),
    });
    expect(year.tables[0]!.days).toContainEqual(expect.objectContaining({ day: '2026-10-10', kind: 'working-day' }));
  });

  it('a year that nobody has published is unknown to all, and the authority of each county is told a month before', async () => {
    expect(await yearSeen(doctor, coming)).toMatchObject({ known: false, tables: [] });
    await until('told', 30, async () => {
      const { items } = (await authority.read<{ items: { template: string; text: { en: string } }[] }>('/v1/notices'))
        .body;
      return items.some(({ template, text }) => template === 'calendar-missing' && text.en.includes(String(coming)));
    });
    const health = await fetch(`${system.serviceUrl('referral')}/health/ready`);
    expect(((await health.json()) as { notes: Record<string, string> }).notes['calendar']).toContain(
      `990101:${coming}`,
    );
    const metrics = await (await fetch(system.metricsUrl('referral'))).text();
    expect(metrics).toMatch(new RegExp(`fenji_calendar_missing\\{county="990101",year="${coming}"\\} 1`));
  });

  it('a file with faults changes nothing and is told all of them, line by line', async () => {
    const reply = await send(authority, [
      ...daysOff(coming),
      `${coming}-01-02,holiday,元旦,New Year`,
      `${coming}-13-01,feast,x,x`,
    ]);
    expect(reply.status).toBe(422);
    const { code, errors } = reply.body as unknown as Refusal;
    expect(code).toBe('HOLIDAYS_INVALID');
    expect(errors.map(({ line, code: fault }) => `${line} ${fault}`)).toEqual(
      expect.arrayContaining(['14 twice', '15 is-in']),
    );
    expect((await yearSeen(doctor, coming)).known).toBe(false);
  });

  it('a dry run says what would become known, and its key stays free', async () => {
    const key = randomUUID();
    const dry = await send(authority, daysOff(coming), '?dryRun=true', key);
    expect([dry.status, dry.body]).toEqual([
      200,
      { dryRun: true, year: coming, basis: 'whole-year', version: 1, holidays: 12, workingDays: 0 },
    ]);
    expect((await yearSeen(doctor, coming)).known).toBe(false);
    expect((await send(authority, daysOff(coming), '?source=Notice%20of%20the%20county', key)).status).toBe(201);
    expect((await send(authority, daysOff(coming), '?source=Notice%20of%20the%20county', key)).body).toMatchObject({
      version: 1,
    });
  });

  it('the new table is known in its county alone, and reaches the reservation service whole', async () => {
    expect(await yearSeen(doctor, coming)).toMatchObject({ known: true, tables: [{ county: '990101', version: 1 }] });
    expect((await yearSeen(await as(system, 'family-doctor-b'), coming)).known).toBe(false);
    await until('copied', 20, async () => {
      const text = `SELECT count(*)::int AS days FROM reservation.calendar_day WHERE county = '990101' AND year = $1`;
      return (await system.database.query<{ days: number }>(text, [coming])).rows[0]?.days === 12;
    });
  });

  it('a U3 referral of the eve of New Year is to be decided in the first working hours after the holidays', async () => {
    await moveClock(system.databaseUrl, new Date(`${coming - 1}-12-31T17:00:00+08:00`));
    const expected = workedHours(coming, 4 - weekendRest(coming));
    await until('heeded', 10, async () => {
      const by = await decideBy();
      return by === expected || by;
    });
  });

  it('a county adds a holiday of its own, and the next deadline heeds it', async () => {
    const first = firstWorkday(coming);
    const losar = `${first},holiday,藏历新年,Losar`;
    expect((await send(authority, [losar], '?basis=additions')).body).toMatchObject({ basis: 'additions', version: 1 });
    await until('heeded', 10, async () => {
      const by = await decideBy();
      return by.slice(0, 10) > first || by;
    });
  });

  it('nobody but the health authority publishes holidays', async () => {
    for (const account of ['family-doctor', 'referral-desk', 'his-adapter']) {
      expect((await send(await as(system, account), daysOff(coming))).status).toBe(403);
    }
  });

  /** The local time by which a U3 referral of this minute is to be decided. */
  async function decideBy(): Promise<string> {
    const patient = (await contractedPatients(doctor, 1))[0]!;
    const consentAt = await businessNow(system.database);
    const from = new Date(consentAt.getTime() + DAY_MS);
    const window = { earliest: from.toISOString(), latest: new Date(from.getTime() + DAY_MS).toISOString() };
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: form })).body;
    const { dueAt } = (await doctor.read<ReferralDetail>(`/v1/referrals/${id}`)).body;
    return wallClock(new Date(dueAt!)).toISOString().slice(0, 16);
  }

  /** The first day after the holidays of January that is no weekend. */
  function firstWorkday(year: number): string {
    for (let day = 6; ; day += 1) {
      const date = `${year}-01-${String(day).padStart(2, '0')}`;
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      if (weekday >= 1 && weekday <= 5) return date;
    }
  }

  /** Hours of work that are left on New Year's Eve at 17:00. */
  function weekendRest(year: number): number {
    const weekday = new Date(`${year - 1}-12-31T00:00:00Z`).getUTCDay();
    return weekday >= 1 && weekday <= 5 ? 1 : 0;
  }

  function workedHours(year: number, hours: number): string {
    return `${firstWorkday(year)}T${String(8 + hours).padStart(2, '0')}:00`;
  }
});
