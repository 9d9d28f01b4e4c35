import type { Locator, Page, Route } from 'playwright-core';
import type { Person } from '../../scripts/browser/person.js';
import { openScreen } from '../../scripts/browser/screen.js';
import type { Api } from '../../scripts/demo/api.js';
import { referralUp } from '../story/course.js';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  type Patient,
  publishEvening,
  type Session,
  upReferral,
  windowOf,
} from '../story/people.js';
import { button, choose, write } from './fields.js';
import { Room } from './room.js';

const COMPLAINT = '活动后胸闷两周';
/** Longer than the page waits before it looks again whether a unit is still held. */
const LOOK_AGAIN = 16_000;
/** The service starts anew, and the page tries the stream again after half a minute at most. */
const COMES_BACK = 120_000;
describe('a page between which and the server something breaks', () => {
  let room: Room;
  let doctor: Person;
  let api: Api;
  let patients: Patient[];

  beforeAll(async () => {
    room = await Room.open();
    api = await as(room.system, 'family-doctor');
    patients = (await contractedPatients(api, 20)).filter(({ birthDate }) => birthDate < '2000');
    doctor = await room.person('family-doctor');
  }, 240_000);

  afterAll(() => room?.close());

  describe('while a referral is written', () => {
    let patient: Patient;
    let page: Page;
    let shown: Session;
    let units: Locator;

    beforeAll(async () => {
      patient = patients[0]!;
      page = doctor.page;
      units = page.getByRole('region', { name: '可选号源' });
      const his = await as(room.system, 'his-adapter');
      const now = await businessNow(room.system.database);
      shown = await publishEvening(his, now, { days: 1, capacity: 1, time: '19:10' });
      await page.clock.install();
      await openScreen(page, `/patients/${patient.id}/refer?class=U3&visit=${await firstVisit(api, patient.id)}`);
      await write(page, '主诉', COMPLAINT);
      await choose(page, /^\*?\s*科室/, '心血管', /03\.04/);
      await page.getByRole('radio', { name: /示范县甲人民医院/ }).check();
      await unit('19:10').waitFor();
    }, 120_000);

    it('keeps all that was typed where somebody else takes the unit shown, and offers the next ones', async () => {
      const stale = await api.read(`/v1/units?pool=expert-slot&group=03.04&institution=${COUNTY_HOSPITAL}&limit=8`);
      await page.route(/\/v1\/units\?/, (route) => route.fulfill({ json: stale.body }));
      await take(shown);
      doctor.watch.expect(/ 409 .*\/holds/);
      await button(unit('19:10'), '占号').click();
      const told = page.getByRole('alert').filter({ hasText: '可改占' });
      await told.waitFor();
      await page.unrouteAll({ behavior: 'wait' });
      await told.getByRole('button').first().click();
      await page.getByRole('timer', { name: '剩余时间' }).waitFor();
      expect(await field('主诉').inputValue()).toBe(COMPLAINT);
      expect(room.complaints()).toEqual([]);
    });

    it('tells it where the unit held is stopped and another one is held in its place', async () => {
      const his = await as(room.system, 'his-adapter');
      const held = `/v1/sessions/${await heldSession()}`;
      const { version } = await his.read(held);
      await his.post(`${held}/stops`, { body: { reason: 'doctor-ill' }, ifMatch: version! });
      await page.clock.fastForward(LOOK_AGAIN);
      await page.getByRole('alert').filter({ hasText: '原占的号已停诊' }).waitFor();
      await page.getByRole('timer', { name: '剩余时间' }).waitFor();
      expect(await field('主诉').inputValue()).toBe(COMPLAINT);
      expect(room.complaints()).toEqual([]);
    });

    it('lets its user in again over the page when the session has ended, and sends the form then', async () => {
      doctor.watch.expect(/ 401 /);
      await room.system.database.query(`DELETE FROM door.session WHERE account = 'family-doctor'`);
      await write(page, '现病史', '上楼时加重，休息五分钟内缓解');
      await signInAgain();
      expect(await field('主诉').inputValue()).toBe(COMPLAINT);
      expect(await field('现病史').inputValue()).toBe('上楼时加重，休息五分钟内缓解');
      await choose(page, /转诊原因/, '诊断不明');
      await write(page, '既往史', '高血压八年');
      await button(page, '无已知过敏').click();
      await write(page, '治疗经过', '氨氯地平 5 mg 每日一次');
      await button(page, '无用药').click();
      await page
        .getByRole('radiogroup', { name: /疑似传染病/ })
        .getByText('否')
        .click();
      await choose(page, /不按建议的理由/, '临床判断');
      const away = (route: Route) =>
        route.request().method() === 'POST'
          ? route.fulfill({ status: 503, json: { code: 'UNAVAILABLE' } })
          : route.fallback();
      doctor.watch.expect(/ 503 .*\/referrals/);
      await page.route('**/v1/referrals', away);
      await button(page, '签名并提交').click();
      await untilInSight('服务暂时不可用');
      await page.unroute('**/v1/referrals', away);
      await button(page, '签名并提交').click();
      const answer = page.getByRole('status').filter({ hasText: '转诊单号' });
      const refusal = page.getByRole('alert').filter({ hasText: '尚未提交' });
      await answer.or(refusal).first().waitFor();
      expect(await refusal.allInnerTexts()).toEqual([]);
      expect(room.complaints()).toEqual([]);
    });

    it('keeps the form of an act, too, where the session ends over it or its user presses beside it', async () => {
      await button(page, '查看转诊单').click();
      await button(page, '取消转诊').click();
      const dialog = page.getByRole('dialog', { name: /取消转诊/ });
      await write(dialog, '说明', '家属改变了主意');
      await page.mouse.click(5, 5);
      await room.system.database.query(`DELETE FROM door.session WHERE account = 'family-doctor'`);
      await page.clock.fastForward(LOOK_AGAIN);
      await signInAgain();
      expect(await dialog.getByRole('textbox', { name: '说明' }).inputValue()).toBe('家属改变了主意');
      await button(dialog, '返回').click();
      expect(room.complaints()).toEqual([]);
    });

    async function signInAgain(): Promise<void> {
      const window = doctor.context.waitForEvent('page');
      await button(page, '重新登录').click();
      await (await window).getByRole('button', { name: / · family-doctor$/ }).click();
      await button(page, '重新登录').waitFor({ state: 'hidden' });
    }

    /** Whoever has pressed a button sees what it says without looking for it. */
    async function untilInSight(words: string): Promise<void> {
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      const seen = `new Promise((resolve) => {
        const alerts = [...document.querySelectorAll('[role="alert"]')];
        const alert = alerts.find(({ innerText }) => innerText.includes('${words}'));
        new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && resolve()).observe(alert);
      })`;
      await page.evaluate(seen);
    }

    function unit(time: string): Locator {
      return units.getByRole('listitem').filter({ hasText: time });
    }

    function field(label: string): Locator {
      return page.getByRole('textbox', { name: new RegExp(`^\\*?\\s*${label}`) }).first();
    }

    async function heldSession(): Promise<string> {
      const drafts = await api.read<{ items: { patientId: string; hold?: { sessionId: string } }[] }>(
        '/v1/referral-drafts?limit=100',
      );
      return drafts.body.items.find(({ patientId, hold }) => patientId === patient.id && hold)!.hold!.sessionId;
    }

    /** Another patient is referred to the session. */
    async function take(session: Session): Promise<void> {
      const other = patients[1]!;
      const consentAt = await businessNow(room.system.database);
      const firstVisitEncounterId = await firstVisit(api, other.id);
      const wish = { patient: other, firstVisitEncounterId, window: windowOf(session), to: COUNTY_HOSPITAL, consentAt };
      await api.post('/v1/referrals', { body: upReferral(wish), wait: 10 });
    }
  });

  it('says at once that nothing was done where the cable is out, and does it once when it is in again', async () => {
    const desk = await room.person('referral-desk');
    const { page, watch, context } = desk;
    await openScreen(page, '/preferences');
    watch.expect(/ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(true);
    await button(page, '保存').click();
    await page.getByRole('alert').filter({ hasText: '网络不通' }).first().waitFor();
    await context.setOffline(false);
    const saved = page.waitForResponse((one) => one.request().method() === 'PUT');
    await button(page, '保存').click();
    expect((await saved).status()).toBe(200);
    await room.leave(desk);
    expect(room.complaints()).toEqual([]);
  });

  it('says that the live stream is gone, and shows what it missed when the stream is back', async () => {
    const desk = await room.person('referral-desk');
    const { page, watch } = desk;
    await openScreen(page, '/inbox');
    await page.getByText('实时更新中').waitFor();
    await page.evaluate('window.isTheSamePage = true');
    for (const one of [watch, doctor.watch]) one.expect(/50[0-9]|ERR_|stream/);
    room.system.kill('notification');
    await page.getByText(/实时连接中断/).waitFor();
    const missed = patients[2]!;
    const { referralNo } = await referralUp(room.system, api, missed, await firstVisit(api, missed.id), '19:30');
    await room.system.untilReady('notification');
    await page.getByText('实时更新中').waitFor({ timeout: COMES_BACK });
    await page.getByRole('article').filter({ hasText: referralNo }).first().waitFor();
    expect(await page.evaluate('window.isTheSamePage')).toBe(true);
    await room.leave(desk);
    expect(room.complaints()).toEqual([]);
  }, 240_000);
});
