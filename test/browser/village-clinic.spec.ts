import type { Locator, Page, Request, Route } from 'playwright-core';
import type { Person } from '../../scripts/browser/person.js';
import { Room } from './room.js';

/** The limit for a clinic on a phone network. */
const FIRST_LOAD_BYTES = 200_000;
const PHONE = { width: 390, height: 844 };
/** A5 in points. */
const A5 = /\/MediaBox \[0 0 (419|420)[\d.]* (594|595|596)[\d.]*\]/g;

describe('a village clinic whose network comes and goes', () => {
  let room: Room;
  let doctor: Person;
  let page: Page;

  beforeAll(async () => {
    room = await Room.open();
    doctor = await room.person('primary-doctor');
    page = doctor.page;
    await page.setViewportSize(PHONE);
  }, 240_000);

  afterAll(() => room?.close());

  it('loads 200 kB at most, by what the browser has really transferred', async () => {
    const loads: Promise<number>[] = [];
    const count = (request: Request) =>
      loads.push(
        request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
      );
    page.on('requestfinished', count);
    await page.goto(`${room.system.baseUrl}/light/`);
    await link('接诊').waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    page.off('requestfinished', count);
    const bytes = (await Promise.all(loads)).reduce((sum, size) => sum + size, 0);
    expect(loads.length).toBeGreaterThan(5);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  });

  it('goes on writing without a network, also after a reload, and sends exactly once when it is back', async () => {
    const before = await referrals();
    await link('接诊').click();
    await fill();
    doctor.watch.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED/);
    await doctor.context.setOffline(true);
    await page.getByText(/网络不通/).waitFor();
    await field('原因说明').fill('没有动态心电图');
    await untilKept('没有动态心电图');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '首诊与上转' }).waitFor();
    expect(await field('主诉').inputValue()).toBe('活动后胸闷两周');
    expect(await field('转入科室').inputValue()).toBe('03.04');
    expect(await field('原因说明').inputValue()).toBe('没有动态心电图');
    await page.getByRole('button', { name: '提交上转' }).click();
    await page.getByText(/^等待发送/).waitFor();
    expect(await referrals()).toBe(before);
    await doctor.context.setOffline(false);
    await page.getByText(/^已送达/).waitFor();
    expect(await referrals()).toBe(before + 1);
    expect(room.complaints()).toEqual([]);
  });

  it('sends again under the same key when the answer was lost on its way, and makes one referral of it', async () => {
    const before = await referrals();
    const keys: (string | undefined)[] = [];
    const lose = async (route: Route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.fallback();
      const { ok } = await route.fetch().then((answer) => ({ ok: answer.ok() }));
      expect(ok).toBe(true);
      return route.abort('connectionreset');
    };
    doctor.watch.expect(/ERR_CONNECTION_RESET/);
    await page.route('**/v1/referrals', lose);
    await tab('患者').click();
    await link('接诊', 1).click();
    await fill();
    await page.getByRole('button', { name: '提交上转' }).click();
    await page
      .getByText(/^已送达/)
      .nth(1)
      .waitFor();
    await page.unroute('**/v1/referrals', lose);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
    expect(await referrals()).toBe(before + 1);
    expect(room.complaints()).toEqual([]);
  });

  it('prints the slip of a referral on one A5 page with a QR code', async () => {
    await link('查看').click();
    await page.getByRole('button', { name: '打印 A5 转诊单' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    const slip = page.locator('.slip');
    await slip.locator('svg path').waitFor();
    expect(await slip.innerText()).toMatch(/转入机构\s+示范县甲人民医院/);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(A5)).toHaveLength(1);
    await page.emulateMedia({ media: 'screen' });
    expect(room.complaints()).toEqual([]);
  });

  it('lets its doctor in again where the session has ended, into the very form, which is then sent', async () => {
    const before = await referrals();
    await tab('患者').click();
    await link('接诊', 2).click();
    await fill();
    await field('原因说明').fill('写到一半');
    doctor.watch.expect(/ 401 /);
    await room.system.database.query(`DELETE FROM door.session WHERE account = 'primary-doctor'`);
    await field('收缩压').fill('152');
    await page.getByText(/登录已结束/).waitFor();
    await page.getByRole('link', { name: '登录' }).click();
    await page.getByRole('button', { name: / · primary-doctor$/ }).click();
    await page.getByRole('heading', { level: 1, name: '首诊与上转' }).waitFor();
    expect(await field('原因说明').inputValue()).toBe('写到一半');
    expect(await field('收缩压').inputValue()).toBe('152');
    await page.getByRole('button', { name: '提交上转' }).click();
    await page
      .getByText(/^已送达/)
      .nth(2)
      .waitFor();
    expect(await referrals()).toBe(before + 1);
    expect(room.complaints()).toEqual([]);
  });

  it('advises on what is typed now, however late an older answer comes', async () => {
    await tab('患者').click();
    await link('接诊').click();
    let release: (() => void) | undefined;
    const older = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    const answer = async (route: Route) => {
      asked += 1;
      const first = asked === 1;
      if (first) await older;
      await route.fulfill({ json: { advice: first ? 'stay' : 'emergency' } });
    };
    await page.route('**/v1/advice', answer);
    const question = page.waitForRequest('**/v1/advice');
    await field('初步诊断').fill('I20.9');
    await page.getByRole('button', { name: /^I20\.9/ }).click();
    await question;
    await field('收缩压').fill('90');
    await page.getByText(/规则建议：\s*急救转诊/).waitFor();
    const late = page.waitForResponse('**/v1/advice');
    release?.();
    await (await late).finished();
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    expect(await page.getByText(/规则建议：/).innerText()).toContain('急救转诊');
    await page.unroute('**/v1/advice', answer);
    expect(room.complaints()).toEqual([]);
  });

  it('throws nothing away where the door cannot be told of the sign-out', async () => {
    await tab('草稿箱').click();
    const drafts = page.getByRole('main').getByRole('listitem');
    await drafts.first().waitFor();
    const before = await drafts.count();
    doctor.watch.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|ERR_FAILED/);
    await doctor.context.setOffline(true);
    await page.getByText(/网络不通/).waitFor();
    await page.getByRole('banner').getByRole('button', { name: '退出' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: /退出$/ }).click();
    await page.getByRole('alert').filter({ hasText: '未能退出' }).waitFor();
    expect(await drafts.count()).toBe(before);
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
    await doctor.context.setOffline(false);
    await page.getByText(/网络正常/).waitFor();
    expect(room.complaints()).toEqual([]);
  });

  it('says so where the device keeps nothing, and that nothing has been sent', async () => {
    const before = await referrals();
    await tab('患者').click();
    await link('接诊').click();
    await fill();
    await page.evaluate('IDBObjectStore.prototype.put = function () { this.transaction.abort(); }');
    await field('原因说明').fill('写不进去');
    const alarm = page.getByRole('alert').filter({ hasText: '无法保存' });
    await alarm.waitFor();
    await page.getByRole('button', { name: '提交上转' }).click();
    await alarm.waitFor();
    expect(await field('原因说明').inputValue()).toBe('写不进去');
    expect(await referrals()).toBe(before);
    expect(room.complaints()).toEqual([]);
  });

  async function fill(): Promise<void> {
    await field('主诉').fill('活动后胸闷两周');
    await field('初步诊断').fill('I20.9');
    await page.getByRole('button', { name: /^I20\.9/ }).click();
    await field('紧急程度').selectOption('U3');
    await field('转入科室').selectOption('03.04');
    await page.getByLabel('缺少设备').check();
    await field('知情同意').selectOption('patient');
  }

  /** What was typed is on the device once it can be read there. */
  async function untilKept(text: string): Promise<void> {
    const kept = `new Promise((resolve) => {
      const opening = indexedDB.open('fenji-light');
      opening.onsuccess = () => {
        const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
        all.onsuccess = () => { opening.result.close(); resolve(JSON.stringify(all.result)); };
      };
    })`;
    while (!((await page.evaluate(kept)) as string).includes(text));
  }

  function field(label: string): Locator {
    return page.getByLabel(new RegExp(`^${label}`)).first();
  }

  function link(name: string, nth = 0): Locator {
    return page.getByRole('main').getByRole('link', { name }).nth(nth);
  }

  function tab(name: string): Locator {
    return page.getByRole('navigation').getByRole('link', { name });
  }

  async function referrals(): Promise<number> {
    const { rows } = await room.system.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM referral.referral',
    );
    return rows[0]!.count;
  }
});
