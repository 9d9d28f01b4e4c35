import { localDate, MINUTE_MS, plusDays } from '#service/calendar/local-time.js';
import type { ReferralDetail } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen, untilShown } from '../../scripts/browser/screen.js';
import { now, wayOf } from '../story/acting.js';
import { as, businessNow, moveClock } from '../story/people.js';
import { button, choose, write } from './fields.js';
import { act, stateOf } from './referral.js';
import { Room } from './room.js';

/** The case of the main job by clicks: six people, each at a browser of his own, of whom nobody reloads. */
describe('a patient on the way up and down again', () => {
  let room: Room;
  let village: Person;
  let desk: Person;
  let familyDoctor: Person;
  let up: { id: string; no: string };
  let patientId: string;

  beforeAll(async () => {
    room = await Room.open();
    village = await room.person('primary-doctor');
    familyDoctor = await room.person('family-doctor');
    desk = await room.person('referral-desk');
  }, 300_000);

  afterAll(() => room?.close());

  const upNow = async (): Promise<ReferralDetail> => now(await as(room.system, 'primary-doctor'), up.id);

  it('is found by the village doctor among the patients of the house, and seen', async () => {
    const { page } = village;
    await page.getByRole('navigation').getByRole('link', { name: '我的患者' }).click();
    await choose(page, '在途转诊', '无在途转诊');
    await untilShown(page);
    const row = page.getByRole('row').filter({ hasText: /19[3-9]\d-/ });
    await row.getByRole('link', { name: '首诊记录' }).first().click();
    await page.getByRole('heading', { level: 1, name: '首诊' }).waitFor();
    patientId = /patients\/([0-9a-f-]{36})/.exec(page.url())![1]!;
    await choose(page, /诊断/, 'I20.9', /I20\.9/);
    await write(page, '主诉与病情', '活动后胸闷两周');
    await page.getByText('未触发任何转诊指征').waitFor();
    await page.getByRole('radiogroup', { name: '处理决定' }).getByText('上转', { exact: true }).click();
    await choose(page, /不按建议/, '临床判断');
    await button(page, '保存就诊记录').click();
    await page.getByText('就诊记录已保存').waitFor();
  });

  it('is referred up, with a unit that the doctor chose and holds', async () => {
    const { page } = village;
    await button(page, '上转（带入本次内容）').click();
    await page.getByRole('heading', { level: 1, name: '上转' }).waitFor();
    await page.getByText('I20.9 心绞痛').first().waitFor();
    await choose(page, /转诊原因/, '诊断不明');
    await choose(page, /转诊原因/, '缺乏设备');
    await write(page, '现病史', '上楼时加重，休息五分钟内缓解');
    await write(page, '既往史', '高血压八年');
    await button(page, '无已知过敏').click();
    await write(page, '治疗经过', '氨氯地平 5 mg 每日一次');
    await button(page, '无用药').click();
    await page.getByRole('radiogroup', { name: '疑似传染病' }).getByText('否').click();
    await choose(page, /^\*?\s*科室/, '心血管', /03\.04/);
    await page.getByRole('radiogroup', { name: '转往哪里' }).getByText('示范县甲人民医院').waitFor();
    await button(page.getByRole('region', { name: '可选号源' }), '占号')
      .first()
      .click();
    await page.getByRole('timer', { name: '剩余时间' }).waitFor();
    await button(page, '签名并提交').click();
    const sent = page.getByRole('status').filter({ hasText: '转诊单号' });
    const no = /转诊单号\s*(\S+)/.exec(await sent.innerText())![1]!;
    await button(page, '查看转诊单').click();
    await page.waitForURL(/referrals\/[0-9a-f-]{36}/);
    up = { id: new URL(page.url()).pathname.split('/').at(-1)!, no };
  });

  it('is accepted by the desk, which the doctor sees without a reload, and confirmed with the patient', async () => {
    const { page } = desk;
    await openScreen(page, '/worklist');
    await page.getByRole('option', { name: new RegExp(up.no) }).click();
    await stateOf(village, '审核中');
    await button(page.getByRole('region', { name: '转诊单详情' }), '接收')
      .first()
      .click();
    await button(page.getByRole('dialog'), '接收').click();
    await stateOf(village, '已留号');
    await act(village, '确认预约');
    await stateOf(village, '已确认');
  });

  it('arrives at the hospital and is treated there; the outcome goes back and is acknowledged', async () => {
    const { unit } = await upNow();
    await moveClock(room.system.databaseUrl, new Date(Date.parse(unit!.startsAt) - 10 * MINUTE_MS));
    const arrivals = await room.person('arrival-desk');
    await openScreen(arrivals.page, '/arrivals');
    await button(arrivals.page, `到诊登记 ${up.no}`).click();
    await stateOf(village, '已到诊');
    const hospital = await room.person('hospital-doctor');
    await openScreen(hospital.page, `/referrals/${up.id}`);
    await act(hospital, '开始诊疗');
    await stateOf(village, '诊疗中');
    await openScreen(hospital.page, '/arrivals');
    const row = hospital.page.getByRole('row').filter({ hasText: up.no });
    await row.getByRole('link', { name: '出具诊疗结果' }).click();
    const dialog = hospital.page.getByRole('dialog', { name: /回传就诊结果/ });
    await choose(dialog, /就诊结果/, '门诊治疗');
    await choose(dialog, /最终诊断/, 'I25.1', /I25\.1/);
    await write(dialog, '给家庭医生的建议', '他汀及抗血小板治疗，两周后复查');
    await dialog.getByRole('checkbox', { name: '需要家庭医生随访' }).check();
    await dialog.getByRole('checkbox', { name: '计划下转' }).check();
    await button(dialog, '回传就诊结果').click();
    await stateOf(village, '已回传结果');
    await openScreen(village.page, '/day');
    await button(village.page, '查看并确认结果').click();
    await button(village.page.getByRole('dialog'), '确认结果').click();
    await village.page.getByText('已确认结果。').waitFor();
    await stateOf(hospital, '随访中');
    await handBack(hospital);
  });

  /** The doctor goes on from the referral that is on the screen: the plan with which the patient goes home. */
  async function handBack({ page, watch }: Person): Promise<void> {
    const answered = `**/v1/referrals/${up.id}`;
    watch.expect(/ 500 .*\/referrals\//);
    await page.route(answered, (route) => route.fulfill({ status: 500, json: { code: 'INTERNAL' } }));
    await page.getByRole('link', { name: '出院并下转' }).click();
    await page.waitForURL(/hand-back/);
    // Nothing is handed back before it is known which referral that answers.
    await button(page, '重试').waitFor();
    expect(await button(page, '提交下转').count()).toBe(0);
    await page.unroute(answered);
    await button(page, '重试').click();
    await untilShown(page);
    await choose(page, /出院诊断|最终诊断/, 'I25.1', /I25\.1/);
    await choose(page, /病情/, '病情稳定');
    await write(page, '主要', '静息心电图未见缺血改变');
    await write(page, '治疗经过', '已启动他汀与抗血小板治疗');
    await write(page, '后续', '继续用药，两周后复查');
    await write(page, '需', '静息时胸痛，或超过 15 分钟');
    await write(page, '康复', '每日步行 30 分钟');
    await page.getByLabel(/随访日期/).fill(plusDays(localDate(await businessNow(room.system.database)), 14));
    await button(page, '添加药品').click();
    await write(page, '药品 1', '氯吡格雷');
    await write(page, '剂量 1', '75 mg');
    await write(page, '用法 1', '每日一次');
    await button(page, '提交下转').click();
    await page.getByText('已下转，等待基层团队接收').waitFor();
  }

  it('goes home with a plan, which the family doctor accepts and takes over', async () => {
    const { page } = familyDoctor;
    await openScreen(page, '/returning');
    await button(page, '查看方案并处理').first().click();
    const acts = page.getByRole('group', { name: '可进行的操作' });
    await button(acts, '接收患者').click();
    await page.getByText('已接收，由本团队负责').waitFor();
    await button(acts, '已完成首次联系').click();
    await page.getByText('已登记首次联系。').waitFor();
    await button(acts, '开始接续照护').click();
    await page.getByText('已开始接续照护。').waitFor();
  });

  it('is followed up where it began, which closes the loop', async () => {
    const { page } = village;
    // My day leads to one of many: it is opened also where it stands on another page of the list.
    await page.route(/waiting-referrals\?.*cursor=later/, (route) => route.fulfill({ json: { items: [] } }));
    await openScreen(page, `/follow-ups?after=later&open=${up.id}`);
    await page.getByRole('textbox', { name: '随访情况' }).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await openScreen(page, '/follow-ups');
    const card = page.locator('.ant-card').filter({ hasText: up.no });
    await button(card, '记录随访').click();
    await write(card, '随访情况', '血压 132/84，无不适，按时服药');
    await button(card, '保存并闭环').click();
    await page.getByText('随访已记录').waitFor();
    const way = await wayOf(await as(room.system, 'primary-doctor'), up.id);
    expect(way.at(-1)).toBe('T31');
  });

  it('leaves a trace that the county authority finds, minute by minute and without the patient', async () => {
    const { page } = await room.person('county-health-authority');
    await openScreen(page, '/traces');
    await page.getByLabel('转诊单号或编号').fill(up.no);
    await page.keyboard.press('Enter');
    await page.getByRole('row').filter({ hasText: up.no }).getByRole('link', { name: up.no }).click();
    await page.waitForURL(new RegExp(`/traces/${up.id}`));
    await page.getByRole('main').getByText('T31').first().waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/胸闷|心绞痛/);
    expect(page.url()).not.toContain(patientId);
    expect(room.complaints()).toEqual([]);
  });
});
