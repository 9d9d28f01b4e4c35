import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comeIn, LANGUAGES, type Language, type Person } from '../../scripts/browser/person.js';
import { type Scene, setScene } from '../../scripts/browser/scene.js';
import { menuOf, openScreen, speak } from '../../scripts/browser/screen.js';
import { buildAccounts } from '../../scripts/demo/county/accounts.js';
import { buildCounties } from '../../scripts/demo/county/county.js';
import { inParallel } from '../story/people.js';
import { barriersOf } from './axe.js';
import { Room } from './room.js';

/** Every screen, as every role that has it in its menu, with data on it: WCAG 2.2 AA by axe. */

const SCREENS = [
  ...readFileSync(join(__dirname, '../../apps/console/shell/screens.ts'), 'utf8').matchAll(/path: '(.+?)'/g),
].map(([, path]) => path!);
const NIGHTLY = process.env.FENJI_NIGHTLY !== undefined;
/** One account of each role that reads screens, all in County A. */
const EVERYBODY = buildAccounts(buildCounties('tiny'))
  .filter(({ account, roles }) => roles[0] === account && account !== 'his-adapter')
  .map(({ account }) => account);
/**
 * By day the screens of the family doctor are looked at once, in Chinese and English by turns; at night those of each role,
 * and in both languages.
 */
const ACCOUNTS = NIGHTLY ? EVERYBODY : ['family-doctor'];

describe('accessibility', () => {
  let room: Room;
  let scene: Scene;
  /** What somebody has looked at so far, each in how many languages. */
  const seen = new Map<string, number>();

  beforeAll(async () => {
    room = await Room.open();
    scene = await setScene({ ...room.system.house, door: room.system.baseUrl });
  }, 240_000);

  afterAll(() => room?.close());

  it('finds no barrier on any screen in the menu of any role', async () => {
    const found = await inParallel(ACCOUNTS, 2, async (account) => {
      const person = await room.person(account);
      const barriers = await barriersOn(person, await menuOf(person.page));
      await room.leave(person);
      return barriers.map((barrier) => `${account} ${barrier}`);
    });
    expect(found.flat()).toEqual([]);
  }, 600_000);

  it('finds no barrier on the screens of one patient and one referral', async () => {
    const { patientId, submitted, inCare, handedBack, question } = scene;
    const own = `/patients/${patientId}`;
    const screens = {
      'family-doctor': [
        own,
        `${own}/visit`,
        `${own}/refer`,
        `/referrals/${submitted.id}`,
        `/referrals/${handedBack.id}`,
      ],
      'hospital-doctor': [
        `/referrals/${inCare.id}`,
        `/patients/${inCare.patientId}/hand-back?referral=${inCare.id}`,
        `/questions/${question.id}`,
      ],
      'county-health-authority': [`/traces/${submitted.id}`],
    };
    for (const [account, paths] of Object.entries(screens)) {
      expect(await barriersOn(await room.person(account), paths)).toEqual([]);
    }
  }, 240_000);

  it('finds no barrier at the door, nor in the light mode of a village clinic', async () => {
    const { page } = await comeIn(room.own.browser, 'nobody', 'zh');
    await page.goto(room.system.baseUrl);
    await page.getByRole('link', { name: /登\s*录/ }).waitFor();
    expect(await barriersOf(page)).toEqual([]);
    await page.getByRole('link', { name: /登\s*录/ }).click();
    await page.getByRole('searchbox').waitFor();
    expect(await barriersOf(page)).toEqual([]);
    const { page: clinic } = await room.person('primary-doctor');
    await clinic.goto(`${room.system.baseUrl}/light/`);
    await clinic.getByRole('heading', { level: 1 }).waitFor();
    expect(await barriersOf(clinic)).toEqual([]);
  });

  it('has met no fault on any page', () => {
    expect(room.complaints()).toEqual([]);
  });

  if (NIGHTLY) {
    it('has left no screen out', () => {
      expect(SCREENS.filter((path) => (seen.get(path) ?? 0) < LANGUAGES.length)).toEqual([]);
    });
  }

  /** What axe finds on each screen in the languages in which it is to be seen now. */
  async function barriersOn({ page }: Person, paths: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const path of paths) {
      for (const language of languagesFor(path.replace(/[0-9a-f-]{36}/, ':id').replace(/\?.*/, ''))) {
        await speak(page, language);
        await openScreen(page, path);
        found.push(...(await barriersOf(page)).map((barrier) => `${language} ${path}: ${barrier}`));
      }
    }
    return found;
  }

  function languagesFor(screen: string): readonly Language[] {
    if (seen.has(screen)) return NIGHTLY ? LANGUAGES.slice(1) : [];
    const now = NIGHTLY ? LANGUAGES : [LANGUAGES[seen.size % LANGUAGES.length]!];
    seen.set(screen, now.length);
    return now;
  }
});
