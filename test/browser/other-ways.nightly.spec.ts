import type { ReferralDetail, ReferralView } from '../../apps/referral/referral/form/referral.answer.js';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { act as command, now, wayOf } from '../story/acting.js';
import { referralDown, referralUp } from '../story/course.js';
import { as, contractedPatients, firstVisit, nextPatient, type Patient, until } from '../story/people.js';
import { button, choose, write } from './fields.js';
import { act, fillUpAgain, stateOf } from './referral.js';
import { Room } from './room.js';

/** What its users do with a referral that does not go straight: each act by clicks, seen on the other side without a reload. */
describe('a referral that goes another way', () => {
  let room: Room;
  let api: { doctor: Api; desk: Api; hospital: Api };
  let patients: Patient[];
  let doctor: Person;
  let desk: Person;
  let hospital: Person;
  let evenings = 0;

  beforeAll(async () => {
    room = await Room.open();
    api = {
      doctor: await as(room.system, 'family-doctor'),
      desk: await as(room.system, 'referral-desk'),
      hospital: await as(room.system, 'hospital-doctor'),
    };
    const grown = ({ birthDate }: Patient) => birthDate < '2000';
    patients = (await contractedPatients(api.doctor, 20)).filter(grown);
    doctor = await room.person('family-doctor');
    desk = await room.person('referral-desk');
    hospital = await room.person('hospital-doctor');
  }, 300_000);

  afterAll(() => room?.close());

  /** Sent to the county hospital, with a unit of an evening of its own. */
  async function referred(): Promise<ReferralView> {
    const patient = nextPatient(patients);
    evenings += 1;
    const time = `19:${String(evenings).padStart(2, '0')}`;
    const { id } = await referralUp(room.system, api.doctor, patient, await firstVisit(api.doctor, patient.id), time);
    await until('offered', 20, async () => (await now(api.doctor, id)).offered);
    return now(api.doctor, id);
  }

  async function confirmed(): Promise<ReferralDetail> {
    const { id } = await referred();
    await command(api.desk, id, 'decisions', { decision: 'accept' });
    await until('reserved', 20, async () => (await now(api.doctor, id)).state === 'reserved');
    await command(api.doctor, id, 'confirmations', {}, { wait: 10 });
    await until('confirmed', 20, async () => (await now(api.doctor, id)).state === 'confirmed');
    return now(api.doctor, id);
  }

  /** Treated at the hospital and on the way home. */
  async function handedBack(): Promise<{ up: ReferralView; down: ReferralView }> {
    const up = await referred();
    await command(await as(room.system, 'arrival-desk'), up.id, 'arrivals');
    await command(api.hospital, up.id, 'care-starts');
    return { up, down: await referralDown(room.system, api.hospital, up) };
  }

  const both = (path: string, ...people: Person[]) => Promise.all(people.map(({ page }) => openScreen(page, path)));
  /** What waits on the doctor's day about one referral. */
  const rowOf = ({ page }: Person, no: string) => page.getByRole('listitem').filter({ hasText: no });
  const said = ({ page }: Person, text: string) =>
    page.getByRole('region', { name: '双方说明' }).getByText(text).first().waitFor();

  it('comes back with questions, which the doctor answers where they are asked', async () => {
    const { id, referralNo } = await referred();
    await openScreen(doctor.page, '/day');
    await openScreen(desk.page, `/referrals/${id}`);
    await act(desk, '退回补充资料', async (dialog) => {
      await choose(dialog, /需要补充的内容/, '检查', '检查检验结果');
      await write(dialog, '说明', '请补充一个月内的心电图');
    });
    await stateOf(desk, '退回补充');
    const row = rowOf(doctor, referralNo);
    await row.getByText('待补充资料').waitFor();
    await row.getByRole('link', { name: '去处理' }).click();
    await said(doctor, '请补充一个月内的心电图');
    await act(doctor, '补充资料', async (dialog) => {
      await dialog.getByText('需补充：检查检验结果').waitFor();
      await write(dialog, '说明', '心电图已复查，未见缺血改变');
    });
    await stateOf(desk, '已提交');
    await said(desk, '心电图已复查，未见缺血改变');
    expect(await wayOf(api.doctor, id)).toEqual(['T02', 'T04', 'T05']);
  });

  it('is sent on to another hospital, whose desk has it at once', async () => {
    const { id, referralNo } = await referred();
    const other = await room.person('referral-desk-tcm');
    // Once accepted there it is gone here.
    desk.watch.expect(/ 404 .*\/referrals\//);
    await openScreen(other.page, '/referrals');
    await both(`/referrals/${id}`, doctor, desk);
    await act(desk, '改转其他机构', async (dialog) => {
      await choose(dialog, /改往机构/, '中医', '示范县甲中医院');
      await dialog.getByText('可以改往该机构').waitFor();
      await choose(dialog, /原因/, '', '暂无号源或床位');
      await write(dialog, '说明', '本院专家停诊两周');
    });
    await desk.page.getByText('已改转 1 次').waitFor();
    await other.page.getByRole('link', { name: referralNo }).click();
    await said(other, '本院专家停诊两周');
    await doctor.page.getByText('已改转 1 次').waitFor();
    await said(doctor, '本院专家停诊两周');
    await act(other, '接收');
    await doctor.page
      .getByRole('main')
      .getByText(/^(已接收|候补中)$/)
      .first()
      .waitFor();
    await room.leave(other);
  });

  it('is cancelled by its doctor before anybody has decided, and after a time was agreed', async () => {
    for (const { id } of [await referred(), await confirmed()]) {
      await both(`/referrals/${id}`, doctor, desk);
      await act(doctor, '取消转诊', async (dialog) => {
        await choose(dialog, /原因/, '', '已好转');
        await write(dialog, '说明', '胸闷已缓解');
      });
      await stateOf(desk, '已取消');
      await said(desk, '已好转');
      await desk.page.getByText('当前没有需要您操作的事项').waitFor();
    }
  });

  it('is cancelled by the desk for a patient who telephones; the doctor notes it', async () => {
    const { id, referralNo } = await confirmed();
    await openScreen(doctor.page, '/day');
    await openScreen(desk.page, `/referrals/${id}`);
    await act(desk, '按患者意愿取消', async (dialog) => {
      await choose(dialog, /原因/, '', '患者不愿前往');
      await choose(dialog, /由谁提出/, '', '患者');
      await choose(dialog, /提出方式/, '', '电话');
    });
    await stateOf(desk, '已取消');
    const row = rowOf(doctor, referralNo);
    await row.getByText('待知悉终止').waitFor();
    await button(row, '知悉').click();
    await row.waitFor({ state: 'hidden' });
  });

  it('is written down as missed when nobody is reached at home, which the hospital undoes once', async () => {
    const { down } = await handedBack();
    const { page } = doctor;
    await openScreen(hospital.page, `/referrals/${down.id}`);
    await openScreen(page, `/returning?open=${down.id}`);
    const card = page.locator('.ant-card').filter({ hasText: down.referralNo });
    await button(card, '接收患者').click();
    await stateOf(hospital, '已接收');
    await card.getByLabel('首次联系时间').fill('2099-01-01T09:00');
    await button(card, '约定首次联系').click();
    await stateOf(hospital, '已确认');
    for (const tried of ['停机', '无人接听', '家属称外出']) {
      await write(card, '联系情况', tried);
      await button(card, '登记一次未联系上').click();
      await card.getByText(tried).waitFor();
    }
    await button(card, '多次联系不上，登记失访').click();
    await stateOf(hospital, '未到诊');
    await act(hospital, '重新开启', (dialog) => write(dialog, '说明', '已与其女儿取得联系'));
    await card.getByText('已接收').first().waitFor();
  });

  it('is voided by two persons, and is gone on every screen', async () => {
    const { id, referralNo } = await confirmed();
    const affairs = await room.person('medical-affairs');
    const office = await room.person('consortium-office');
    await openScreen(office.page, '/voids');
    await openScreen(doctor.page, '/day');
    await both(`/referrals/${id}`, affairs, desk);
    const ask = (text: string) => act(affairs, '申请作废', (dialog) => write(dialog, '说明', text));
    const answer = async (word: string, text: string) => {
      const row = office.page.getByRole('row').filter({ hasText: referralNo });
      await button(row, word).click();
      await write(office.page.getByRole('dialog'), '说明', text);
      await button(office.page.getByRole('dialog'), word).click();
      await row.waitFor({ state: 'hidden' });
    };
    await ask('同名患者，误填');
    await desk.page.getByText('待答复作废申请').waitFor();
    await office.page.getByRole('row').filter({ hasText: referralNo }).getByText('示范县甲人民医院').first().waitFor();
    await answer('不同意', '与纸质单核对一致');
    await said(affairs, '作废未获同意');
    await affairs.page.getByLabel('双方说明').getByText('与纸质单核对一致').waitFor();
    await said(desk, '作废未获同意');
    await ask('患者本人到院确认未就诊');
    await answer('同意作废', '已核对');
    await stateOf(desk, '已取消');
    await stateOf(affairs, '已取消');
    await rowOf(doctor, referralNo).getByText('待知悉终止').waitFor();
    await room.leave(affairs);
    await room.leave(office);
  });

  it('begins again in the same episode when the patient relapses', async () => {
    const { up, down } = await handedBack();
    const { page } = doctor;
    await openScreen(page, `/returning?open=${down.id}`);
    const card = page.locator('.ant-card').filter({ hasText: down.referralNo });
    await button(card, '接收患者').click();
    await card.getByText('已接收').first().waitFor();
    await card.getByRole('link', { name: '再次上转' }).click();
    await page.getByRole('heading', { level: 1, name: '上转' }).waitFor();
    // History and medicines are there: of the way up, and of the hand-back.
    await page.getByText('Clopidogrel 75 mg once daily').first().waitFor();
    expect(await page.getByLabel('既往史').inputValue()).toContain('I20.9');
    await fillUpAgain(doctor);
    await choose(page, /不按建议/, '', '临床判断');
    await openScreen(desk.page, '/referrals');
    await button(page, '签名并提交').click();
    const sent = page.getByRole('status').filter({ hasText: '转诊单号' });
    const no = /转诊单号\s*(\S+)/.exec(await sent.innerText())![1]!;
    await desk.page.getByRole('link', { name: no }).click();
    await desk.page.getByText('绿色通道').waitFor();
    await button(page, '查看转诊单').click();
    await page.waitForURL(/referrals\/[0-9a-f-]{36}/);
    const relapse = await now(api.doctor, new URL(page.url()).pathname.split('/').at(-1)!);
    expect(relapse).toMatchObject({ episodeId: up.episodeId, parentReferralId: down.id });
    expect(room.complaints()).toEqual([]);
  });
});
