import webPush from 'web-push';
import { openScreen } from '../../scripts/browser/screen.js';
import { until } from '../story/people.js';
import { button } from './fields.js';
import { Room } from './room.js';

const { publicKey, privateKey } = webPush.generateVAPIDKeys();
const VAPID = {
  VAPID_SUBJECT: 'mailto:it@county.example',
  VAPID_PUBLIC_KEY: publicKey,
  VAPID_PRIVATE_KEY: privateKey,
};

describe('a person who wants to be told while the page is closed', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open({ env: VAPID, chromium: 'chromium' });
  }, 240_000);

  afterAll(() => room?.close());

  it('is told by his browser, which says so when it reaches no push service', async () => {
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
