import { type System, startSystem } from '../system/system.js';
import { Browser } from './browser.js';

/** The form of the provider's page of codes, as the demo fills it in. */
interface CodeForm {
  readonly page: URL;
  readonly account: string;
  readonly code: string;
}

describe('a second factor, demanded by role', () => {
  let system: System;
  let browser: Browser;

  beforeAll(async () => {
    // `doctor-two-posts` is a family doctor in the second post alone.
    system = await startSystem({ env: { SECOND_FACTOR_ROLES: 'platform-admin, family-doctor' } });
  });

  beforeEach(async () => {
    browser = new Browser(system.baseUrl);
    await system.database.query('DELETE FROM door.session');
  });

  afterAll(() => system?.stop());

  /** Clicks the account and comes to the page of codes. */
  async function untilAsked(account: string, by = browser): Promise<CodeForm> {
    const back = await by.choose(await by.begin('/network'), account);
    const { url, response } = await by.open(back.href);
    const [, code = ''] = /name="code" value="(\d{6})"/.exec(await response.text()) ?? [];
    return { page: url, account, code };
  }

  const enter = ({ page, account }: CodeForm, code: string, by = browser) => by.submit(page, { account, code });
  const isIn = async (by = browser) => (await by.call('/session')).status === 200;
  const sessions = async () => (await system.database.query('SELECT account FROM door.session')).rows.length;
  const change = (what: string) => system.database.query(`UPDATE door.session SET ${what}`);
  const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000');

  async function signIn(account: string): Promise<void> {
    const form = await untilAsked(account);
    await browser.open(((await enter(form, form.code)) as URL).href);
  }

  it('is asked for after the account, and only with it is there a session', async () => {
    const form = await untilAsked('platform-admin');
    expect(form.page.href).toMatch(`${system.serviceUrl('issuer')}/interaction/`);
    expect([await isIn(), await sessions()]).toEqual([false, 0]);
    const { url } = await browser.open(((await enter(form, form.code)) as URL).href);
    expect(url.pathname).toBe('/network');
    expect(await (await browser.call('/session')).json()).toMatchObject({ roles: ['platform-admin'] });
    expect((await browser.call('/v1/delivery-report')).status).toBe(200);
  });

  it('is asked of nobody else', async () => {
    await browser.signIn('referral-desk');
    expect(await isIn()).toBe(true);
  });

  it('is asked of somebody who has such a role in another post', async () => {
    await signIn('doctor-two-posts');
    const { posts } = (await (await browser.call('/session')).json()) as { posts: { post: string }[] };
    for (const { post } of posts) {
      expect((await browser.post(`/session/post?name=${encodeURIComponent(post)}`)).status).toBe(200);
      expect(await isIn()).toBe(true);
    }
  });

  it('is no code that was wrong, and none that was used, all in the same words', async () => {
    const form = await untilAsked('family-doctor');
    const wrong = (await enter(form, wrongFor(form.code))) as Response;
    const [said] = /<p class="wrong"[\s\S]*?<\/p>/.exec(await wrong.text()) ?? [];
    expect(said).toContain('验证码未被接受');
    expect(await enter(form, form.code)).toBeInstanceOf(URL);
    const thief = new Browser(system.baseUrl);
    const again = await untilAsked('family-doctor', thief);
    expect(again.code).not.toBe(form.code);
    const replayed = (await enter(again, form.code, thief)) as Response;
    expect(await replayed.text()).toContain(said);
    expect(await isIn(thief)).toBe(false);
  });

  it('cannot be guessed: after a few tries the right code is not taken either', async () => {
    const form = await untilAsked('family-doctor-2');
    for (let tries = 0; tries < 6; tries += 1) await enter(form, wrongFor(form.code));
    const answer = (await enter(form, form.code)) as Response;
    expect(await answer.text()).toContain('验证码未被接受');
    expect(await isIn()).toBe(false);
  });

  it('is believed by its proof alone: a question that was changed on its way gives no session', async () => {
    const back = await browser.choose(await browser.begin(), 'platform-admin');
    const asked = new URL((await browser.call(`${back.pathname}${back.search}`)).headers.get('location')!);
    expect(asked.searchParams.get('acr_values')).toBe('urn:fenji:demo:two-factors');
    asked.searchParams.delete('acr_values');
    const page = (await browser.open(asked.href)).url;
    const answer = await browser.open((await browser.choose(page, 'platform-admin')).href);
    expect(answer.url.search).toBe('?signIn=SECOND_FACTOR_NEEDED');
    expect(await isIn()).toBe(false);
  });

  it('outlives the refresh of a token', async () => {
    await signIn('family-doctor-colleague');
    await change('access_ends = clock_timestamp()');
    expect(await isIn()).toBe(true);
  });

  it('ends a session whose refreshed token brings a role that demands one', async () => {
    await signIn('family-doctor-b');
    await change(`second_factor = false, roles = '{team-member}'`);
    expect(await isIn()).toBe(true);
    await change('access_ends = clock_timestamp()');
    expect([await isIn(), await sessions()]).toEqual([false, 0]);
  });

  it.each([
    ['for which it was not asked when it began', 'second_factor = false', 'doctor-two-posts-b'],
    ['of a door that noted neither', 'second_factor = NULL, roles = NULL', 'family-doctor-colleague-b'],
  ])('ends a session %s', async (_, what, account) => {
    await signIn(account);
    await change(what);
    const answer = await browser.call('/v1/institutions');
    expect([answer.status, await sessions()]).toEqual([401, 0]);
  });
});
