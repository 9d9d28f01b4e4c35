import { comeIn } from '../../scripts/browser/person.js';
import { menuOf, openScreen, speak } from '../../scripts/browser/screen.js';
import { Room } from './room.js';

describe('a person who signs in', () => {
  let room: Room;

  beforeAll(async () => {
    room = await Room.open();
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

  it('works in the post that he chooses, of houses that are called by name, and may change to his other one', async () => {
    const { page, watch } = await comeIn(room.own.browser, 'doctor-two-posts', 'zh');
    watch.expect(/ 401 .*\/session\)$/);
    watch.expect(/ 403 .*\/session\)$/);
    await page.goto(room.system.baseUrl);
    await page.getByRole('link', { name: /登\s*录/ }).click();
    await page.getByRole('button', { name: / · doctor-two-posts$/ }).click();
    await page.getByRole('heading', { name: '请选择本次工作的岗位' }).waitFor();
    await page.getByRole('button', { name: /^家庭医生 · .*卫生院/ }).click();
    const here = page.getByRole('banner').getByRole('button', { name: / · .* · / });
    await here.filter({ hasText: '家庭医生' }).filter({ hasText: '卫生院' }).click();
    await page.getByRole('menuitem', { name: /切换到：.* · .*医院/ }).click();
    await here.filter({ hasText: '医院' }).waitFor();
    expect(await menuOf(page)).not.toContain('/returning');
    expect(watch.complaints()).toEqual([]);
  });

  it('chooses his post in the light mode, too, where he begins there', async () => {
    const { page, watch } = await comeIn(room.own.browser, 'doctor-two-posts', 'zh');
    watch.expect(/ 401 .*\/session\)$/);
    watch.expect(/ 403 .*\/session\)$/);
    await page.goto(`${room.system.baseUrl}/light/`);
    await page.getByRole('link', { name: '登录' }).click();
    await page.getByRole('button', { name: / · doctor-two-posts$/ }).click();
    await page.getByRole('button', { name: /^家庭医生 · .*卫生院/ }).click();
    await page.getByRole('heading', { name: '患者' }).waitFor();
    expect(watch.complaints()).toEqual([]);
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

  it('looks for a patient to whom a session is to be given, and the session goes along', async () => {
    const { page } = await room.person('family-doctor');
    await openScreen(page, '/patients?session=0195f000-0000-7000-8000-000000000020');
    await page.getByRole('main').getByRole('link', { name: '*' }).first().click();
    await page.getByRole('button', { name: '首诊记录' }).click();
    await page.waitForURL(/\/visit\?session=0195f000/);
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
});
