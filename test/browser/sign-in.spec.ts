import webPush from 'web-push';
import { menuOf, openScreen, speak } from '../../scripts/browser/screen.js';
import { until } from '../story/people.js';
import { button } from './fields.js';
import { Room } from './room.js';

const { publicKey, privateKey } = webPush.generateVAPIDKeys();
const VAPID = {
  VAPID_SUBJECT: 'mailto:it@county.example',
  VAPID_PUBLIC_KEY: publicKey,
  VAPID_PRIVATE_KEY: privateKey,
};

describe('a person who signs in', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open({ env: VAPID });
  }, 240_000);

  afterAll(() => room?.close());

  it('shows each role its own menu, with role and institution always visible', async () => {
    const doctor = await room.person('family-doctor');
    const desk = await room.person('referral-desk', 'en');
    expect(await menuOf(doctor.page)).toEqual(expect.arrayContaining(['/day', '/patients', '/returning']));
    expect(await menuOf(desk.page)).toEqual(expect.arrayContaining(['/worklist', '/rosters', '/beds']));
    await doctor.page.getByRole('banner').getByText('家庭医生').first().waitFor();
    await desk.page.getByRole('banner').getByText('Referral desk').first().waitFor();
    expect(room.complaints()).toEqual([]);
  });

  it('keeps no token in the browser, and the cookie out of reach of scripts', async () => {
    const { page, context } = await room.person('family-doctor');
    const kept = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie');
    expect(kept).not.toMatch(/eyJ/);
    const cookies = await context.cookies(room.system.baseUrl);
    expect(cookies.map(({ httpOnly }) => httpOnly)).toEqual(cookies.map(() => true));
    expect(cookies.length).toBeGreaterThan(0);
  });

  it('speaks the language that its user chose, and remembers it', async () => {
    const { page } = await room.person('family-doctor');
    await speak(page, 'en');
    await page.getByRole('navigation').getByRole('link', { name: 'My patients' }).waitFor();
    await page.reload();
    await page.getByRole('navigation').getByRole('link', { name: 'My patients' }).waitFor();
    expect(room.complaints()).toEqual([]);
  });

  it('finds a patient by name or key group, and no address keeps the name', async () => {
    const { page } = await room.person('family-doctor');
    await openScreen(page, '/patients');
    const links = page.getByRole('main').getByRole('link', { name: '*' });
    const surname = (await links.first().innerText()).slice(0, 1);
    await page.getByRole('searchbox', { name: '姓名' }).fill(surname);
    await page.keyboard.press('Enter');
    await links.filter({ hasNotText: surname }).first().waitFor({ state: 'hidden' });
    await links.filter({ hasText: surname }).first().waitFor();
    expect(await links.filter({ hasNotText: surname }).count()).toBe(0);
    expect(decodeURIComponent(page.url())).not.toContain(surname);
    await page.getByRole('searchbox', { name: '姓名' }).fill('没有这样的人');
    await page.keyboard.press('Enter');
    await page.getByText('没有符合条件的患者').waitFor();
    expect(room.complaints()).toEqual([]);
  });

  it('may be told while the page is closed; a browser that reaches no push service says so', async () => {
    const { page, context, watch } = await room.person('family-doctor');
    watch.expect(/Push API in incognito mode/);
    await context.grantPermissions(['notifications']);
    const browser = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const ours = registrations.find(({ scopeURL }) => scopeURL.endsWith('/push/'));
        if (ours) resolve(ours.registrationId);
      });
    });
    await browser.send('ServiceWorker.enable');
    await openScreen(page, '/preferences');
    await button(page, '在本浏览器开启').click();
    // A context of a test is incognito, where Chromium subscribes to nothing; the worker works all the same.
    await page.getByText('浏览器连不上推送服务').waitFor();
    const told = { id: '1', title: '待办提醒', text: '请登录查看' };
    const to = { origin: room.system.baseUrl, registrationId: await registered, data: JSON.stringify(told) };
    await browser.send('ServiceWorker.deliverPushMessage', to);
    const shown = `navigator.serviceWorker.getRegistration('/push/').then((one) => one.getNotifications())
      .then((all) => all.map(({ title, body }) => ({ title, body })))`;
    await until('the browser shows what it was told', 20, async () => ((await page.evaluate(shown)) as []).length > 0);
    expect(await page.evaluate(shown)).toEqual([{ title: told.title, body: told.text }]);
    expect(room.complaints()).toEqual([]);
  });
});
