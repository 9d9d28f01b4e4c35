import { randomUUID } from 'node:crypto';
import { wallClock } from '#service/calendar/local-time.js';
import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen, untilShown } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { UP_OUTCOME } from '../../scripts/demo/story/forms.js';
import { act as command, now, wayOf } from '../story/acting.js';
import { referralUp } from '../story/course.js';
import {
  ABROAD,
  as,
  businessNow,
  contractedPatients,
  firstVisit,
  moveClock,
  nextPatient,
  type Patient,
  until,
} from '../story/people.js';
import { button, choose, write } from './fields.js';
import { act, fillUp, stateOf } from './referral.js';
import { Room } from './room.js';

/** Acts that a desk or a doctor does once a month, by clicks; the other side sees each without a reload. */
describe('an act that is rare', () => {
  let room: Room;
  let api: { doctor: Api; desk: Api; hospital: Api };
  let patients: Patient[];
  let doctor: Person;
  let desk: Person;
  let evenings = 30;

  beforeAll(async () => {
    room = await Room.open();
    api = {
      doctor: await as(room.system, 'family-doctor'),
      desk: await as(room.system, 'referral-desk'),
      hospital: await as(room.system, 'hospital-doctor'),
    };
    patients = (await contractedPatients(api.doctor, 20)).filter(({ birthDate }) => birthDate < '2000');
    doctor = await room.person('family-doctor');
    desk = await room.person('referral-desk');
  }, 300_000);

  afterAll(() => room?.close());

  async function referred(): Promise<ReferralView> {
    const patient = nextPatient(patients);
    evenings += 1;
    const time = `19:${evenings}`;
    const { id } = await referralUp(room.system, api.doctor, patient, await firstVisit(api.doctor, patient.id), time);
    await until('offered', 20, async () => (await now(api.doctor, id)).offered);
    return now(api.doctor, id);
  }

  async function reserved(): Promise<ReferralDetail> {
    const { id } = await referred();
    await command(api.desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(api.doctor, id)).state === 'reserved');
    return now(api.doctor, id);
  }

  const rowOf = ({ page }: Person, no: string) => page.getByRole('listitem').filter({ hasText: no });
  const factOf = ({ page }: Person, name: string) =>
    page.locator('.facts > div').filter({ hasText: name }).locator('dd');
  const said = ({ page }: Person, text: string) =>
    page.getByRole('region', { name: '双方说明' }).getByText(text).first().waitFor();
  /** As a field for date and time takes it: the county's wall clock. */
  const minute = async () =>
    wallClock(await businessNow(room.system.database))
      .toISOString()
      .slice(0, 16);

  it('gives a referral more time, once', async () => {
    const { id } = await referred();
    await openScreen(doctor.page, `/referrals/${id}`);
    await openScreen(desk.page, `/referrals/${id}`);
    const before = await factOf(desk, '有效期至').innerText();
    await act(doctor, '延长有效期', (dialog) => write(dialog, '说明', '患者外出务工，下周返回'));
    await factOf(desk, '有效期至').filter({ hasNotText: before }).waitFor();
    await said(desk, '患者外出务工，下周返回');
    await button(doctor.page.getByRole('region', { name: '可进行的操作' }), '取消转诊').waitFor();
    expect(await button(doctor.page, '延长有效期').count()).toBe(0);
  });

  it('chooses another unit when nobody has confirmed in time, and moves a booking', async () => {
    const { id, referralNo, unit } = await reserved();
    await openScreen(doctor.page, '/day');
    await openScreen(desk.page, `/referrals/${id}`);
    await moveClock(room.system.databaseUrl, new Date(Date.parse(unit?.holdUntil ?? '') + 60_000));
    const row = rowOf(doctor, referralNo);
    await row.getByText('待安排号源').waitFor();
    await row.getByRole('link', { name: '去处理' }).click();
    await act(doctor, '选择号源', (dialog) => dialog.getByRole('radio').nth(1).check());
    await stateOf(desk, '已留号');
    await act(doctor, '确认预约');
    await stateOf(desk, '已确认');
    const { startsAt } = (await now(api.doctor, id)).unit!;
    await act(doctor, '改期', (dialog) => dialog.getByRole('radio').nth(3).check());
    await until('moved', 20, async () => (await now(api.doctor, id)).unit?.startsAt !== startsAt);
    await desk.page.getByRole('tab', { name: '全程记录' }).click();
    await desk.page.getByText('已改期').first().waitFor();
  });

  it('asks back about an outcome, which the hospital answers with another one', async () => {
    const { id, referralNo } = await reserved();
    await command(await as(room.system, 'arrival-desk'), id, 'arrivals');
    await command(api.hospital, id, 'care-starts');
    const hospital = await room.person('hospital-doctor');
    await openScreen(hospital.page, `/referrals/${id}`);
    await openScreen(doctor.page, '/day');
    const { downReferralPlanned: _, ...outcome } = UP_OUTCOME;
    await command(api.hospital, id, 'outcomes', outcome);
    await button(rowOf(doctor, referralNo), '查看并确认结果').click();
    const dialog = doctor.page.getByRole('dialog');
    await write(dialog, '如有疑问', '他汀剂量未写明，肝功能何时复查？');
    await button(dialog, '追问').click();
    await said(hospital, '他汀剂量未写明');
    await act(hospital, '回传就诊结果', async (form) => {
      await form.getByText('他汀剂量未写明').waitFor();
      await choose(form, /就诊结果/, '门诊治疗');
      await choose(form, /最终诊断/, 'I25.1', /I25\.1/);
      await write(form, '给家庭医生的建议', '阿托伐他汀 20 mg 每晚一次，四周后查肝功能');
    });
    await button(rowOf(doctor, referralNo), '查看并确认结果').click();
    await dialog.getByText('阿托伐他汀 20 mg 每晚一次').waitFor();
    await button(dialog, '确认结果').click();
    await stateOf(hospital, '已闭环');
    expect((await wayOf(api.doctor, id)).slice(-4)).toEqual(['T26', 'T28', 'T26', 'T30']);
    await room.leave(hospital);
  });

  it('hands an emergency to the other centre, and the ambulance to its emergency room', async () => {
    const { page } = doctor;
    await openScreen(page, `/patients/${nextPatient(patients).id}/refer?class=U1`);
    await write(page, '主诉', '突发胸痛一小时，大汗');
    await button(page, '立即上转').click();
    await button(page, '查看转诊单').click();
    await page.waitForURL(/referrals\/[0-9a-f-]{36}/);
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    const { referralNo } = await now(api.doctor, id);
    const other = await room.person('referral-desk-tcm');
    // Who it is stays hidden until the other centre has taken over; then the first one sees it no more.
    other.watch.expect(/ 404 .*\/patients\//);
    desk.watch.expect(/ 404 .*\/referrals\//);
    await openScreen(desk.page, '/worklist');
    await desk.page
      .getByRole('status')
      .filter({ hasText: '危急转诊待确认' })
      .getByRole('link', { name: referralNo })
      .click();
    await act(desk, '确认收到危急提醒', (dialog) => write(dialog, '说明', '导管室占用，请中医院接手'));
    await act(desk, '改转其他机构', async (dialog) => {
      await choose(dialog, /改往机构/, '中医', '示范县甲中医院');
      await choose(dialog, /原因/, '', '暂无号源或床位');
    });
    const urgent = other.page.getByRole('alert').filter({ hasText: referralNo });
    await urgent.getByRole('link').click();
    await act(other, '接手该急诊患者', (dialog) => write(dialog, '说明', '胸痛中心已就位'));
    await page.getByText('已改转 1 次').waitFor();
    await room.leave(other);
    const arrivals = await room.person('arrival-desk-tcm');
    await openScreen(arrivals.page, '/arrivals');
    await button(arrivals.page, `救护车到达 ${referralNo}`).click();
    const dialog = arrivals.page.getByRole('dialog');
    await dialog.getByLabel('救护车到院时间').fill(await minute());
    await dialog.getByLabel('急救交接完成时间').fill(await minute());
    await button(dialog, '到诊登记').click();
    await stateOf(doctor, '已到诊');
    await room.leave(arrivals);
  });

  it('raises an emergency from the ambulance, whose form is completed afterwards', async () => {
    const crew = await room.person('prehospital-staff');
    const { page } = crew;
    crew.watch.expect(/ 403 .*\/patients\//);
    crew.watch.expect(/ 4(00|22) .*\/form-completions/);
    await openScreen(page, '/referrals');
    await page.getByRole('link', { name: 'U1 危急转诊' }).click();
    await write(page, '主诉', '高处坠落，意识不清');
    await button(page, '立即发送 U1').click();
    await page.getByText('已送达').waitFor();
    await page.goto(`${room.system.baseUrl}/referrals`);
    const mine = page.getByRole('row').filter({ hasText: '待补全转诊单' });
    await mine.getByText('急诊医学科').waitFor();
    await mine.getByRole('link').click();
    await button(page, '补全转诊单').click();
    const dialog = page.getByRole('dialog');
    await choose(dialog, /初步诊断/, 'S72', /S72/);
    await write(dialog, '联系人电话', '138');
    await button(dialog, '补全转诊单').click();
    await dialog.getByRole('alert').filter({ hasText: '联系人电话 电话号码不正确' }).waitFor();
    expect(await dialog.innerText()).not.toMatch(/must|regular expression/);
    await write(dialog, '联系人姓名', '阿依古丽·买买提');
    await write(dialog, '与患者关系', '配偶');
    await write(dialog, '联系人电话', '13812345678');
    await button(dialog, '补全转诊单').click();
    await dialog.getByRole('alert').filter({ hasText: '转运方式' }).filter({ hasText: '疑似传染病' }).waitFor();
    await choose(dialog, /知情同意类型/, '', '监护人');
    await write(dialog, '同意人', '阿依古丽·买买提');
    await choose(dialog, /同意方式/, '', '纸质');
    await dialog.getByLabel('同意时间').fill(await minute());
    await choose(dialog, /转运方式/, '', '救护车');
    await write(dialog, '120 任务号', '120-20260306-17');
    await choose(dialog, /转诊原因/, '', '病情危重');
    for (const [name, value] of [
      ['收缩压', '80'],
      ['舒张压', '50'],
      ['脉搏', '128'],
    ] as const) {
      await dialog.getByLabel(name).fill(value);
    }
    await dialog.getByLabel('测量时间').fill(await minute());
    for (const name of ['现病史', '既往史', '过敏史', '治疗经过', '当前用药']) await write(dialog, name, '无');
    await dialog.getByRole('radiogroup', { name: '疑似传染病' }).getByText('否').click();
    await button(dialog, '补全转诊单').click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('main').getByText('阿依古丽·买买提（配偶）').waitFor();
    await room.leave(crew);
  });

  it('leaves the network with an approval, which names the house and serves once', async () => {
    const { id: patientId } = nextPatient(patients);
    await api.doctor.post('/v1/network-approvals', {
      body: { patientId, direction: 'up', institution: ABROAD, deptCode: '03.04', reason: 'continuity' },
    });
    await openScreen(doctor.page, '/approvals');
    await openScreen(desk.page, '/approvals?state=requested');
    const asked = desk.page.getByRole('row').filter({ hasText: '示范县乙人民医院' });
    await button(asked, '审批').click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '同意', exact: true }).check();
    await button(dialog, '提交').click();
    const { page } = doctor;
    await page.locator(`a[href^="/patients/${patientId}/refer?approval="]`).click();
    await page.getByRole('heading', { level: 1, name: '上转' }).waitFor();
    await fillUp(doctor);
    await choose(page, /不按建议/, '', '临床判断');
    await page.getByText('示范县乙人民医院').first().waitFor();
    await button(page, '签名并提交').click();
    await button(page, '查看转诊单').click();
    await page.waitForURL(/referrals\/[0-9a-f-]{36}/);
    await factOf(doctor, '转入').getByText('示范县乙人民医院').waitFor();
    await openScreen(page, '/approvals');
    await page.getByRole('row').filter({ hasText: '已用于转诊' }).first().waitFor();
  });

  it('refers although the first visit cannot be read, and says so', async () => {
    const { page, watch } = doctor;
    watch.expect(/ 404 .*\/visits\//);
    await openScreen(page, `/patients/${nextPatient(patients).id}/refer?visit=${randomUUID()}`);
    await untilShown(page);
    await page.getByRole('alert').filter({ hasText: '首诊记录暂时无法读取' }).waitFor();
    await button(page, '签名并提交').waitFor();
    expect(room.complaints()).toEqual([]);
  });
});
