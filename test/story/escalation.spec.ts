import { DAY_MS, instantOf, localDate, plusDays, wallClock } from '#service/calendar/local-time.js';
import type { AlertsView, OverdueReportView } from '../../apps/referral/referral/escalation/overdue.dto.js';
import type { ReferralItem, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Api } from '../../scripts/demo/api.js';
import { type System, startSystem } from '../system/system.js';
import { act, now, on } from './acting.js';
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

interface Notice {
  id: string;
  template: string;
  referralId?: string;
  urgency: string;
  text: { zh: string; en: string };
  title: { zh: string; en: string };
}

describe('a referral that nobody answers', () => {
  let system: System;
  let doctor: Api;
  let desk: Api;
  let monday: string;
  let id: string;

  beforeAll(async () => {
    system = await startSystem({ twice: 'referral' });
    doctor = await as(system, 'family-doctor');
    desk = await as(system, 'referral-desk');
    monday = nextMonday(await businessNow(system.database));
    await moveClock(system.databaseUrl, local(0, '08:00'));
    id = await submitted();
  });

  afterAll(() => system?.stop());

  function nextMonday(from: Date): string {
    const weekday = wallClock(from).getUTCDay();
    return plusDays(localDate(from), (8 - weekday) % 7 || 7);
  }

  /** A local time some days after that Monday. */
  function local(days: number, time: string): Date {
    return instantOf(monday, { days: -days, at: time });
  }

  const clockTo = (days: number, time: string) => moveClock(system.databaseUrl, local(days, time));

  async function submitted(): Promise<string> {
    const patient = (await contractedPatients(doctor, 1))[0]!;
    const consentAt = await businessNow(system.database);
    const from = new Date(consentAt.getTime() + DAY_MS);
    const window = { earliest: from.toISOString(), latest: new Date(from.getTime() + 3 * DAY_MS).toISOString() };
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
    return (await doctor.post<ReferralView>('/v1/referrals', { body: form, wait: 5 })).body.id;
  }

  const noticesOf = async (account: string): Promise<Notice[]> =>
    (await (await as(system, account)).read<{ items: Notice[] }>('/v1/notices?limit=100')).body.items;
  const overdueFor = async (account: string) =>
    (await noticesOf(account)).filter(({ template, referralId }) => template === 'overdue' && referralId === id);
  const rungs = async () =>
    (await doctor.read<AlertsView>(on(id, 'alerts'))).body.items.map(({ rung, repeat }) => `${rung} ${repeat}`);
  const untilRung = (rung: string) =>
    until(`at ${rung}`, 20, async () => (await now(doctor, id)).rung === rung || JSON.stringify(await rungs()));

  const untilLooked = () =>
    until('looked', 20, async () => {
      const { rows } = await system.database.query(
        `SELECT 1 FROM referral.referral WHERE alert_at <= referral.business_now()`,
      );
      return rows.length === 0;
    });

  it('has an owner and a deadline on every list from its first minute', async () => {
    const { items } = (await desk.read<{ items: ReferralItem[] }>('/v1/referrals?box=inbox&limit=100')).body;
    const item = items.find((one) => one.id === id)!;
    expect(item).toMatchObject({ owner: { institution: COUNTY_HOSPITAL, role: 'referral-desk' }, dueKind: 'decide' });
    expect(Date.parse(item.dueAt!)).toBeGreaterThanOrEqual(local(0, '12:00').getTime());
    expect(Date.parse(item.dueAt!)).toBeLessThan(local(0, '14:10').getTime());
    expect(items.every(({ owner, dueAt, state }) => (owner && dueAt) || state === 'closed')).toBe(true);
  });

  it('is on the overdue list of its desk once four working hours are over, and not before', async () => {
    const overdue = async () =>
      (await desk.read<{ items: ReferralItem[] }>('/v1/referrals?box=inbox&overdue=true&limit=100')).body.items;
    expect((await overdue()).map((one) => one.id)).not.toContain(id);
    await clockTo(0, '14:10');
    await untilRung('L0');
    expect((await overdue()).map((one) => one.id)).toContain(id);
    await until('told', 10, async () => (await overdueFor('referral-desk')).length > 0);
  });

  it('is told to the head of the very department after six working hours', async () => {
    await clockTo(0, '16:10');
    await untilRung('L1');
    await until('told', 10, async () => (await overdueFor('department-head')).length === 1);
    expect(await overdueFor('department-head-b')).toEqual([]);
    expect(await overdueFor('medical-affairs')).toEqual([]);
  });

  it('after a long stop of the clock is told on the one rung that is due now, not on all that were missed', async () => {
    await clockTo(1, '17:50');
    await untilRung('L3');
    await until('told', 10, async () => (await overdueFor('medical-affairs')).length === 1);
    expect((await rungs()).filter((one) => one.startsWith('L2'))).toEqual([]);
  });

  it('reaches the office of the consortium, and is repeated there until somebody acts', async () => {
    await clockTo(2, '08:30');
    await untilRung('L4');
    await clockTo(2, '10:50');
    await until('repeated', 20, async () => (await rungs()).includes('L4 1') || JSON.stringify(await rungs()));
    await until('told', 10, async () => (await overdueFor('consortium-office')).length === 2);
  });

  it('is repeated no more once the office has taken note of it, who stands on the list of alerts', async () => {
    const office = await as(system, 'consortium-office');
    const [alert] = await overdueFor('consortium-office');
    await office.post(`/v1/notices/${alert!.id}/acknowledgements`, { body: {} });
    await until('noted', 10, async () => {
      const { items } = (await doctor.read<AlertsView>(on(id, 'alerts'))).body;
      return items.some(({ rung, noted }) => rung === 'L4' && noted?.role === 'consortium-office');
    });
    const before = await rungs();
    await clockTo(2, '14:50');
    await untilLooked();
    expect(await rungs()).toEqual(before);
  });

  it('is quiet once the desk has opened it, and goes on to the next rung when it stays undecided', async () => {
    await act(desk, id, 'reviews');
    const before = await rungs();
    await clockTo(2, '17:00');
    await untilLooked();
    expect(await rungs()).toEqual(before);
    await clockTo(3, '08:40');
    await untilRung('L5');
  });

  it('the county authority reads a report of it without any identity', async () => {
    const authority = await as(system, 'county-health-authority');
    await until('reported', 10, async () =>
      (await noticesOf('county-health-authority')).some(({ template }) => template === 'overdue-report'),
    );
    const told = (await noticesOf('county-health-authority')).filter(({ template }) => template === 'overdue-report');
    const { referralNo, patientId } = await now(doctor, id);
    for (const text of [JSON.stringify(told), JSON.stringify((await report(authority)).items)])
      for (const secret of [id, referralNo, patientId]) expect(text).not.toContain(secret);
    expect((await report(authority)).items).toContainEqual(
      expect.objectContaining({ institution: COUNTY_HOSPITAL, urgencyClass: 'U3', dueKind: 'decide', rung: 'L5' }),
    );
    expect((await report(await as(system, 'county-health-authority-b'))).items).toEqual([]);
  });

  const report = async (api: Api) => (await api.read<OverdueReportView>('/v1/overdue-report')).body;

  it('leaves the ladder with the decision, and the next task begins below', async () => {
    await act(desk, id, 'decisions', {
      decision: 'reject',
      reason: 'no-capacity',
      alternative: { advice: 'elsewhere' },
    });
    const after = await now(doctor, id);
    expect(after).toMatchObject({ dueKind: 'acknowledge-ending', owner: { role: 'family-doctor' } });
    expect(after.rung).toBeUndefined();
  });

  it('was told by two processes at once, and yet each rung and repeat once', async () => {
    const text = `SELECT count(*)::int AS sent, count(DISTINCT (payload ->> 'rung', payload ->> 'repeat', payload ->> 'dueKind'))::int AS kinds
                    FROM referral.outbox WHERE aggregate_id = $1 AND name = 'referral.overdue.v1'`;
    const { rows } = await system.database.query<{ sent: number; kinds: number }>(text, [id]);
    expect(rows[0]!.sent).toBe(rows[0]!.kinds);
    expect(rows[0]!.sent).toBe((await rungs()).length);
  });

  it('a clinic that has no part in it sees none of its alerts', async () => {
    const stranger = await as(system, 'family-doctor-b');
    await expect(stranger.read(on(id, 'alerts'))).rejects.toThrow('404');
  });
});
