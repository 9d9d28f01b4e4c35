import { menuOf, speak } from '../../scripts/browser/screen.js';
import { Room } from './room.js';

describe('signing in at the door', () => {
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
});
