import type { ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen, untilShown } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { now } from '../story/acting.js';
import { referralUp } from '../story/course.js';
import { as, contractedPatients, firstVisit, nextPatient, type Patient } from '../story/people.js';
import { pick, tabTo } from './keyboard.js';
import { stateOf } from './referral.js';
import { Room } from './room.js';

describe('somebody without a mouse', () => {
  let room: Room;
  let doctor: Api;
  let patients: Patient[];
  let minute = 10;

  beforeAll(async () => {
    room = await Room.open();
    doctor = await as(room.system, 'family-doctor');
    patients = (await contractedPatients(doctor, 30)).filter(({ birthDate }) => birthDate < '2000');
  }, 240_000);

  afterAll(() => room?.close());

  it('sees a patient and refers him up, with a unit held', async () => {
    const { page } = await room.person('family-doctor');
    await openScreen(page, `/patients/${nextPatient(patients).id}/visit`);
    await tabTo(page, /^诊断/);
    await pick(page, 'I20.9', /I20\.9/);
    await tabTo(page, /主诉与病情/);
    await page.keyboard.type('活动后胸闷两周');
    await tabTo(page, /保存就诊记录/);
    await page.keyboard.press('Enter');
    await page.getByText('就诊记录已保存').waitFor();
    await tabTo(page, /上转（带入本次内容）/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '上转' }).waitFor();
    await untilShown(page);
    await tabTo(page, /转诊原因/);
    await pick(page, '诊断不明', /诊断不明/);
    for (const [field, text] of [
      [/现病史/, '上楼时加重，休息五分钟内缓解'],
      [/既往史/, '高血压八年'],
    ] as const) {
      await tabTo(page, field);
      await page.keyboard.type(text);
    }
    await tabTo(page, /^无已知过敏/);
    await page.keyboard.press('Enter');
    await tabTo(page, /治疗经过/);
    await page.keyboard.type('氨氯地平 5 mg 每日一次');
    await tabTo(page, /^无用药/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^是$/);
    await page.keyboard.press('ArrowRight');
    await tabTo(page, /科室/);
    await pick(page, '心血管', /03\.04/);
    await page.getByRole('region', { name: '可选号源' }).getByRole('button').first().waitFor();
    await tabTo(page, /不按建议的理由/);
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:visible').waitFor();
    await page.keyboard.press('Enter');
    await tabTo(page, /^占\s?号/);
    await page.keyboard.press('Enter');
    await page.getByRole('timer', { name: '剩余时间' }).waitFor();
    await tabTo(page, /签名并提交/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: '转诊单号' }).waitFor();
    expect(room.complaints()).toEqual([]);
  });

  it('works a desk off: accepts one, declines one with a reason and advice', async () => {
    const [first, second] = [await waiting(), await waiting()];
    const desk = await room.person('referral-desk');
    const { page } = desk;
    await openScreen(page, '/worklist');
    await goTo(desk, first);
    await page.keyboard.press('a');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^接\s?收$/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(['accepted', 'reserved']).toContain((await now(doctor, first.id)).state);
    await goTo(desk, second);
    await page.keyboard.press('v');
    await page.getByRole('dialog').getByRole('combobox').first().waitFor();
    await tabTo(page, /^原因/);
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:visible').waitFor();
    await page.keyboard.press('Enter');
    await tabTo(page, /处理建议/);
    await page.keyboard.type('继续口服药物，两周后复查');
    await tabTo(page, /^不接收/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await stateOf(desk, '未接收');
    expect((await now(doctor, second.id)).state).toBe('rejected');
    expect(room.complaints()).toEqual([]);
  });

  async function waiting(): Promise<ReferralView> {
    const patient = nextPatient(patients);
    minute += 1;
    return referralUp(room.system, doctor, patient, await firstVisit(doctor, patient.id), `19:${minute}`);
  }

  /** Down the list to one referral, and opens it. */
  async function goTo({ page }: Person, { referralNo }: ReferralView): Promise<void> {
    const option = page.getByRole('option', { name: new RegExp(referralNo) });
    await page.keyboard.press('Escape');
    await option.waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Home');
    const id = await option.getAttribute('id');
    const list = page.getByRole('listbox');
    const rows = await page.getByRole('option').count();
    for (let step = 0; step < rows && (await list.getAttribute('aria-activedescendant')) !== id; step += 1) {
      await page.keyboard.press('j');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '转诊单详情' }).getByText(referralNo).first().waitFor();
  }
});
