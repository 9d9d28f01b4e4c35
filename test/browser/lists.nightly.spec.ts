import type { Locator, Page } from 'playwright-core';
import { menuOf, untilShown } from '../../scripts/browser/screen.js';
import { inParallel } from '../story/people.js';
import { Faults } from './faults.js';
import { Room } from './room.js';

/** Each has screens of its own in its menu. */
const READERS = ['family-doctor', 'referral-desk', 'county-health-authority', 'consortium-office'];
/** Lists behind a tab of a screen. */
const TABS: Readonly<Record<string, readonly string[]>> = {
  'referral-desk': ['/arrivals?show=bookings', '/beds?show=beds', '/rosters?show=displaced'],
};
/** Screens to write on, without a list. */
const FORMS = ['/preferences', '/imports'];
/** Their figures are 0 then; they have no list. */
const FIGURES = ['/glance'];
const BUSY = ':is([aria-busy="true"], .ant-spin-spinning, .ant-skeleton):visible';
const NOTHING = /没有|暂无|尚无|还没|无可/;
const SECOND = 1_000;

describe('every list of the console', () => {
  let room: Room;
  const seen = new Set<string>();

  beforeAll(async () => {
    room = await Room.open();
  }, 240_000);

  afterAll(() => room?.close());

  it('says that it loads, what to do when a service is down, and that nothing is there', async () => {
    const found = await inParallel(READERS, 2, listsOf);
    expect(found.flat()).toEqual([]);
    expect(room.complaints()).toEqual([]);
  }, 400_000);

  /** What is missing on the screens in the menu of an account, but those that somebody else looks at. */
  async function listsOf(account: string): Promise<string[]> {
    const person = await room.person(account);
    const { page, watch } = person;
    watch.expect(/ 503 /);
    const all = [...(await menuOf(page)), ...(TABS[account] ?? [])].filter((path) => !FORMS.includes(path));
    const paths = all.filter((path) => !seen.has(path));
    for (const path of paths) seen.add(path);
    await page.clock.install();
    const missing: string[] = [];
    for (const path of paths) missing.push(...(await look(page, path)).map((what) => `${account} ${path}: ${what}`));
    await room.leave(person);
    return missing;
  }

  async function look(page: Page, path: string): Promise<string[]> {
    const missing: string[] = [];
    const faults = await Faults.on(page);
    const main = page.getByRole('main');
    await page.goto(room.system.baseUrl + path);
    await page.evaluate('window.isTheSamePage = true');
    await main.getByRole('heading', { level: 1 }).first().waitFor();
    if (!(await comes(main.locator(BUSY), 3 * SECOND))) missing.push('does not say that it loads');
    await faults.goDown();
    const retry = main.getByRole('alert').getByRole('button', { name: /重\s?试/ });
    // What was not reached is asked again three times, some seconds apart; these seconds pass at once.
    for (let tries = 0; tries < 60 && !(await comes(retry, SECOND / 5)); tries += 1) await page.clock.runFor(SECOND);
    if (!(await retry.first().isVisible())) missing.push('offers no other try when a service is down');
    if (await main.locator('.ant-empty:visible').count()) missing.push('says that nothing is there, and cannot know');
    await faults.comeBackEmpty();
    for (let tries = 0; tries < 9 && (await retry.first().isVisible()); tries += 1) {
      await retry.first().click();
      await untilShown(page);
    }
    if (await retry.first().isVisible()) missing.push('stays broken when the service is back');
    if (!FIGURES.includes(path) && !(await says(main, NOTHING))) missing.push('does not say that nothing is there');
    if (!(await page.evaluate('window.isTheSamePage'))) missing.push('was loaded anew');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    return missing;
  }

  /** Whether its words, as they are seen, say so in a moment. */
  async function says(place: Locator, words: RegExp): Promise<boolean> {
    for (let tries = 0; tries < 10; tries += 1) {
      if (words.test(await place.innerText())) return true;
      await comes(place.getByText(words), SECOND / 10);
    }
    return false;
  }

  /** Whether something appears in so many milliseconds. */
  function comes(locator: Locator, timeout: number): Promise<boolean> {
    const wait = locator.first().waitFor({ timeout });
    return wait.then(
      () => true,
      () => false,
    );
  }
});
