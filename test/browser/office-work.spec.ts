import { randomUUID } from 'node:crypto';
import { HOUR_MS, localDate, plusDays } from '#service/calendar/local-time.js';
import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { answering, FakeGateway } from '../notification/fake-gateway.js';
import { act, now } from '../story/acting.js';
import { HYPERTENSION, SAMPLE } from '../story/criteria-answers.js';
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
} from '../story/people.js';
import { button, choose } from './fields.js';
import { Room } from './room.js';

/** What offices do by mouse beside the referrals themselves: subscriptions, messages, criteria, signals, beds, bookings. */
describe('the work of offices', () => {
  let room: Room;
  let gateway: FakeGateway;
  let doctor: Api;
  let desk: Api;
  let his: Api;
  let patients: Patient[];
  let evening: Session;
  let family: Person;

  beforeAll(async () => {
    gateway = await FakeGateway.start(answering(422));
    room = await Room.open({ env: { SMS_URL: gateway.url, SMS_SECRET: 'a secret of this test' } });
    // By night a patient is not told by SMS.
    await moveClock(room.system.databaseUrl, new Date(`${await inDays(1)}T09:30:00+08:00`));
    doctor = await as(room.system, 'family-doctor');
    desk = await as(room.system, 'referral-desk');
    his = await as(room.system, 'his-adapter');
    patients = (await contractedPatients(doctor, 20)).filter(({ birthDate }) => birthDate < '1985');
    evening = await publishEvening(his, await businessNow(room.system.database), { days: 4, capacity: 40 });
    family = await room.person('family-doctor');
  }, 240_000);

  afterAll(async () => {
    await room?.close();
    await gateway?.stop();
  });

  const inDays = async (days: number) => plusDays(localDate(await businessNow(room.system.database)), days);

  /** A referral whose unit is confirmed, which its patient is told by SMS. */
  async function confirmed(window: { earliest: string; latest: string }, change: object = {}): Promise<ReferralView> {
    const patient = nextPatient(patients);
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const consentAt = await businessNow(room.system.database);
    const form = upReferral({ patient, firstVisitEncounterId, window, to: COUNTY_HOSPITAL, consentAt });
    const { id } = (await doctor.post<ReferralView>('/v1/referrals', { body: { ...form, ...change }, wait: 10 })).body;
    await until('held', 20, async () => (await now(doctor, id)).offered);
    await act(desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(doctor, id)).state === 'reserved');
    await act(doctor, id, 'confirmations', {}, { wait: 10 });
    await until('confirmed', 20, async () => (await now(doctor, id)).state === 'confirmed');
    return now(doctor, id);
  }

  it('subscribe to free slots, and end it', async () => {
    const { page } = family;
    await openScreen(page, '/slots');
    const form = page.locator('form');
    await choose(form, '医院', '示范县甲人民医院');
    await choose(form, '类型', '专家号');
    await button(form, '订阅').click();
    const mine = page.getByRole('list', { name: '我的订阅' }).getByRole('listitem');
    await mine.filter({ hasText: '示范县甲人民医院' }).getByRole('button', { name: '取消订阅' }).click();
    await mine.filter({ hasText: '本人取消' }).waitFor();
  });

  it('try criteria on the past, approve them, put them in force and take them back', async () => {
    const office = await as(room.system, 'medical-affairs');
    await confirmed(windowOf(evening));
    const draft = { name: '本县转诊指征', basedOn: SAMPLE, rows: [], without: ['GEN-T'] };
    const { id } = (await office.post<{ id: string }>('/v1/criteria-sets', { body: draft })).body;
    const authority = await room.person('county-health-authority');
    const { page } = authority;
    await openScreen(page, '/criteria');
    await page
      .getByRole('row', { name: /本县转诊指征/ })
      .getByRole('button')
      .click();
    const set = page.getByRole('region', { name: '本县转诊指征' });
    await button(set, '用既往病例试运行').click();
    await set.getByText(/查看了 [1-9]\d* 例/).waitFor();
    const answer = async (words: string, label: string, said: string) => {
      await button(set, words).click();
      const dialog = page.getByRole('dialog', { name: words });
      await dialog.getByLabel(label).fill(said);
      await button(dialog, words).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await answer('批准', '批准依据（文件号）', '县卫健发〔2026〕12 号');
    await answer('执行', '执行日期', await inDays(3));
    await page
      .getByRole('row', { name: /本县转诊指征/ })
      .getByText('待执行')
      .waitFor();
    await answer('撤回', '撤回原因', '专家组要求复核');
    await page
      .getByRole('row', { name: /本县转诊指征/ })
      .getByText('已撤回')
      .waitFor();
    const { state } = (await office.read<{ state: string }>(`/v1/criteria-sets/${id}`)).body;
    expect(state).toBe('withdrawn');
    await room.leave(authority);
  });

  it('read who is told after whom in a house, and find the parameter behind a time', async () => {
    const authority = await room.person('county-health-authority');
    const { page } = authority;
    await openScreen(page, '/ladders');
    await choose(page, '适用机构', '示范县甲人民医院');
    await page.waitForURL(/institution=990101H01/);
    const decisions = page.getByRole('region', { name: '等待接收方答复（自提交起计时）' });
    const first = decisions
      .getByRole('row', { name: /科主任/ })
      .getByRole('link')
      .first();
    const [, parameter = ''] = /[?&]key=([^&]+)/.exec((await first.getAttribute('href')) ?? '') ?? [];
    await first.click();
    await page.waitForURL(/\/policies\?/);
    await page.getByText(parameter).first().waitFor();
    await room.leave(authority);
  });

  it('send again what the gateway refused: one message, then all of the channel', async () => {
    const { page } = family;
    await confirmed(windowOf(evening));
    const refused = async () => {
      const text = `SELECT 1 FROM notification.delivery WHERE state = 'dead' AND reason = 'http-422'`;
      return (await room.system.database.query(text)).rowCount ?? 0;
    };
    await until('two given up', 30, async () => (await refused()) >= 2);
    gateway.conduct = answering(202);
    await openScreen(page, '/undelivered');
    // As many tasks have come within seconds; they share one card, and cover no button for longer than it stands.
    expect(await page.locator('.ant-notification-notice').count()).toBeLessThanOrEqual(1);
    const row = page.getByRole('row').filter({ hasText: '对方网关拒绝（422）' });
    const before = await refused();
    await button(row.first(), '重新发送').click();
    await until('sent', 30, async () => (await refused()) < before);
    await button(page, '全部重新发送：短信').click();
    await page
      .locator('.ant-popconfirm')
      .getByRole('button', { name: /确\s?定/ })
      .click();
    await page.getByText(/已重新安排发送 [1-9]\d* 条/).waitFor();
    await until('all sent', 30, async () => (await refused()) === 0);
    await row.first().waitFor({ state: 'hidden' });
  });

  it('review a signal, with a reason', async () => {
    const ward = await as(room.system, 'hospital-doctor');
    const { patientId } = await confirmed(windowOf(evening));
    const stay = { days: 9, planFixed: true, stableHours: 40 };
    const findings = { diagnosisEstablished: true, course: { atTarget: true }, stay };
    const body = { patientId, diagnoses: [HYPERTENSION], findings };
    await ward.post('/v1/visits', { body });
    await moveClock(room.system.databaseUrl, new Date((await businessNow(room.system.database)).getTime() + HOUR_MS));
    const insurance = await room.person('insurance-authority');
    const { page } = insurance;
    const found = () =>
      as(room.system, 'insurance-authority').then((api) => api.read<{ items: object[] }>('/v1/anomalies?code=AN9'));
    await until('found', 60, async () => (await found()).body.items.length > 0);
    await openScreen(page, '/anomalies?code=AN9');
    await button(page, '查看 AN9').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('radio', { name: '已说明' }).check();
    await button(drawer, '记录').click();
    await drawer.getByText('请说明理由').waitFor();
    await drawer.getByRole('textbox', { name: /理由/ }).fill('患者病情反复，已与科室核实');
    await button(drawer, '记录').click();
    await drawer.getByRole('listitem').filter({ hasText: '患者病情反复' }).waitFor();
    await drawer.getByRole('button', { name: /Close|关闭/ }).click();
    await page.getByRole('row', { name: /AN9/ }).getByText('已说明').waitFor();
    await room.leave(insurance);
  });

  it('give a bed of another ward with a reason, and move the patient to his own', async () => {
    const date = await inDays(2);
    const window = { earliest: `${date}T10:00:00+08:00`, latest: `${date}T18:00:00+08:00` };
    const requested = { pool: 'inpatient-bed', deptCode: '03.04', bedClass: 'general', ...window };
    const { id, unit } = await confirmed(window, { purpose: 'admission', requested });
    await moveClock(room.system.databaseUrl, new Date(`${date}T11:00:00+08:00`));
    await act(await as(room.system, 'arrival-desk'), id, 'arrivals');
    const arrivals = await room.person('arrival-desk');
    const { page } = arrivals;
    const booking = `/v1/bookings/${unit!.reservationId}`;
    await until('arrived', 20, async () => (await his.read<{ state: string }>(booking)).body.state === 'arrived');
    const label = `内-${randomUUID().slice(0, 4)}`;
    const beds = [
      { label, group: '03.07', bedClass: 'general' },
      { label: `${label}心`, group: '03.04', bedClass: 'general' },
    ];
    await his.post('/v1/beds', { body: { beds } });
    await openScreen(page, `/beds?show=beds&group=03.07&occupied=no&booking=${unit!.reservationId}`);
    arrivals.watch.expect(/ 4(09|22) /);
    const line = page.getByRole('row').filter({ hasText: label });
    await button(line, `安排 ${label}`).click();
    await line.getByRole('alert').waitFor();
    await button(line, '注明理由安排').click();
    const why = page.getByRole('dialog');
    await why.getByLabel('理由').fill('本病区暂无空床');
    await button(why, `安排 ${label}`).click();
    await why.waitFor({ state: 'hidden' });
    await openScreen(page, '/beds?show=beds&group=03.07&occupied=yes');
    await button(page, `${label} 出院或转床`).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '转床' }).check();
    await choose(dialog, '病区', '心血管内科');
    await choose(dialog, '转入床位', `${label}心`);
    await dialog.getByRole('textbox', { name: /理由/ }).fill('心内科已有空床');
    await button(dialog, '提交').click();
    await dialog.waitFor({ state: 'hidden' });
    await openScreen(page, '/beds?show=beds&group=03.04&occupied=yes');
    await button(page, `${label}心 出院或转床`).waitFor();
    await room.leave(arrivals);
  });

  it('check in whoever booked with the hospital itself, also late', async () => {
    const date = localDate(new Date(evening.startsAt));
    const opens = (await his.read<{ opensPublicAt: string }>(`/v1/sessions/${evening.id}`)).body.opensPublicAt;
    expect(Date.parse(opens)).toBeLessThan((await businessNow(room.system.database)).getTime());
    for (const externalId of ['门诊-甲', '门诊-乙']) {
      const body = { sessionId: evening.id, patientId: randomUUID(), channel: 'onsite', externalId };
      await his.post('/v1/bookings', { body });
    }
    await moveClock(room.system.databaseUrl, new Date(Date.parse(evening.startsAt) + 60_000));
    const arrivals = await room.person('arrival-desk');
    const { page } = arrivals;
    await openScreen(page, `/arrivals?show=bookings&date=${date}`);
    const line = (no: string) => page.getByRole('row').filter({ hasText: no });
    await button(line('门诊-甲'), '到诊登记').click();
    await line('门诊-甲').getByText('已到诊').waitFor();
    // The unit waits for half an hour more: nobody can be noted as missing yet.
    expect(await button(line('门诊-乙'), '未到诊').count()).toBe(0);
    await moveClock(room.system.databaseUrl, new Date(Date.parse(evening.startsAt) + HOUR_MS));
    await button(line('门诊-乙'), '迟到补登记').click();
    await line('门诊-乙').getByText('已到诊').waitFor();
    await room.leave(arrivals);
    expect(room.complaints()).toEqual([]);
  });
});
