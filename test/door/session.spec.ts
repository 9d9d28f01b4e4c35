import { until } from '../story/people.js';
import { type System, startSystem } from '../system/system.js';
import { Browser } from './browser.js';

/** How long the door waits for its provider. */
const PATIENCE_MS = 5_000;

describe('a session at the front door', () => {
  let system: System;
  let browser: Browser;

  beforeAll(async () => {
    system = await startSystem();
  });

  beforeEach(() => {
    browser = new Browser(system.baseUrl);
  });

  afterAll(() => system?.stop());

  const change = (what: string) => system.database.query(`UPDATE door.session SET ${what}`);
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  describe('begins', () => {
    it('by the provider, with a cookie that no script can read and no token anywhere', async () => {
      const { url } = await browser.signIn('referral-desk', '/worklist?state=submitted');
      expect(`${url.pathname}${url.search}`).toBe('/worklist?state=submitted');
      const here = (await (await browser.call('/session')).json()) as Record<string, unknown>;
      expect(here).toMatchObject({ account: 'referral-desk', roles: ['referral-desk'], county: '990101' });
      expect(Object.keys(here).join()).not.toMatch(/token/i);
      const kept = await system.database.query('SELECT row_to_json(s)::text AS text FROM door.session s');
      expect(kept.rows.map(({ text }) => text).join()).not.toMatch(/eyJ|转诊中心/);
      expect(kept.rows.map(({ text }) => text).join()).not.toContain(browser.cookie('fenji'));
    });

    it('with a plain cookie only where the address is plain', async () => {
      const page = await browser.begin();
      const address = await browser.choose(page, 'family-doctor');
      const answer = await browser.call(`${address.pathname}${address.search}`);
      const [line] = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('fenji='));
      expect(line).toMatch(/HttpOnly/i);
      expect(line).toMatch(/SameSite=Lax/i);
      expect(line).not.toMatch(/Expires|Max-Age|Domain/i);
    });

    it('only in the browser that asked, with its own state, and once', async () => {
      const address = await browser.choose(await browser.begin(), 'family-doctor');
      const other = new Browser(system.baseUrl);
      expect((await other.open(address.href)).url.search).toBe('?signIn=SIGN_IN_REFUSED');
      const wrong = new URL(address);
      wrong.searchParams.set('state', 'x');
      expect((await browser.open(wrong.href)).url.search).toBe('?signIn=SIGN_IN_REFUSED');
      expect((await browser.open(address.href)).url.search).toBe('');
      expect((await browser.open(address.href)).url.search).toBe('?signIn=SIGN_IN_REFUSED');
    });

    it('not with the code of another attempt: verifier and nonce belong together', async () => {
      const [first, second] = [await browser.begin(), await browser.begin()];
      const mine = await browser.choose(first, 'family-doctor');
      const yours = await browser.choose(second, 'hospital-doctor');
      mine.searchParams.set('code', yours.searchParams.get('code')!);
      expect((await browser.open(mine.href)).url.search).toBe('?signIn=SIGN_IN_REFUSED');
      expect((await browser.call('/session')).status).toBe(401);
    });

    it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/session/begin'])(
      'and never leads to %s',
      async (target) => {
        const { url } = await browser.signIn('family-doctor', target);
        expect(url.href).toBe(`${system.baseUrl}/`);
      },
    );

    it('as somebody else in the place of the first', async () => {
      await browser.signIn('family-doctor');
      const before = browser.cookie('fenji')!;
      await browser.signIn('hospital-doctor');
      const after = browser.cookie('fenji');
      browser.setCookie('fenji', before);
      expect(after).not.toBe(before);
      expect((await browser.call('/session')).status).toBe(401);
    });
  });

  describe('opens the API', () => {
    beforeEach(() => browser.signIn('referral-desk'));

    it('for reads, and for the live stream', async () => {
      expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(200);
      const stream = await browser.call('/v1/stream');
      expect(stream.headers.get('content-type')).toContain('text/event-stream');
      await stream.body?.cancel();
    });

    it.each([
      [{ 'sec-fetch-site': 'cross-site' }],
      [{ 'sec-fetch-site': 'same-site' }],
      [{ 'sec-fetch-site': 'none' }],
    ])('not for a write of another site: %j', async (headers) => {
      for (const path of ['/v1/referrals', '/session/end', '/session/end-everywhere', '/session/stay']) {
        const answer = await browser.post(path, headers, {});
        expect([answer.status, await codeOf(answer)]).toEqual([403, 'CROSS_SITE']);
      }
      expect((await browser.call('/session')).status).toBe(200);
    });

    it('not for a cookie that was changed or made up', async () => {
      const cookie = browser.cookie('fenji')!;
      for (const wrong of [`${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`, 'x', '', 'a'.repeat(5_000)]) {
        browser.setCookie('fenji', wrong);
        expect((await browser.call('/session')).status).toBe(401);
        expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(401);
      }
    });

    it('beside bearer tokens, which go before it', async () => {
      const authorization = `Bearer ${await system.token('family-doctor')}`;
      const patients = await browser.call('/v1/patients?contract=mine', { headers: { authorization } });
      expect(patients.status).toBe(200);
      const wrong = await browser.call('/v1/referrals?box=inbox', { headers: { authorization: 'Bearer x' } });
      expect(wrong.status).toBe(401);
    });
  });

  describe('goes on', () => {
    beforeEach(async () => {
      await system.database.query('DELETE FROM door.session');
      await browser.signIn('referral-desk');
    });

    const refreshTokens = async () =>
      (await system.database.query<{ refresh_token: string }>('SELECT refresh_token FROM door.session')).rows;

    it.each(['30 seconds', '-1 second'])(
      'with a new token when many ask at once and the old one ends in %s: the refresh token is spent once',
      async (left) => {
        const before = await refreshTokens();
        await change(`access_ends = clock_timestamp() + interval '${left}'`);
        const asked = Array.from({ length: 12 }, () => browser.call('/v1/referrals?box=inbox'));
        expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(12).fill(200));
        expect(await refreshTokens()).not.toEqual(before);
        // A second use would have made the provider take everything back.
        await change(`access_ends = clock_timestamp()`);
        expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(200);
      },
    );

    it('after another replica has died with the refresh token in its hand', async () => {
      await change(`access_ends = clock_timestamp(), claimed_until = clock_timestamp() + interval '1 second'`);
      const waiting = browser.call('/v1/referrals?box=inbox');
      await change(`access_ends = clock_timestamp() + interval '5 minutes', claimed_until = NULL`);
      expect((await waiting).status).toBe(200);
    });

    it('through a kill of the door', async () => {
      await system.restarted('door');
      expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(200);
    });

    it('while its user acts', async () => {
      await change(`seen_at = clock_timestamp() - interval '14 minutes'`);
      const here = (await (await browser.call('/session')).json()) as { idleSeconds: number };
      expect(here.idleSeconds).toBeLessThanOrEqual(60);
      expect(await (await browser.post('/session/stay')).json()).toEqual({ idleSeconds: expect.any(Number) });
      const later = (await (await browser.call('/session')).json()) as { idleSeconds: number };
      expect(later.idleSeconds).toBeGreaterThan(800);
    });
  });

  describe('while the provider hangs', () => {
    beforeEach(async () => {
      await system.database.query('DELETE FROM door.session');
      await browser.signIn('referral-desk');
    });

    const untilSessions = (what: string, count: number) =>
      until(`${count} sessions: ${what}`, 5, async () => {
        const { rows } = await system.database.query(`SELECT FROM door.session WHERE ${what}`);
        return rows.length === count;
      });

    // It neither answers nor is started anew.
    const hang = () => system.kill('issuer', 'SIGSTOP');
    const goOn = () => system.kill('issuer', 'SIGCONT');

    afterEach(goOn);

    it('goes on as far as its token allows, without a wait, and by itself when the provider is back', async () => {
      hang();
      await change(`access_ends = clock_timestamp()`);
      const late = await browser.call('/v1/referrals?box=inbox');
      expect([late.status, await codeOf(late)]).toEqual([503, 'ISSUER_UNAVAILABLE']);
      await change(`access_ends = clock_timestamp() + interval '30 seconds'`);
      const began = performance.now();
      expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(200);
      expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
      await change(`access_ends = clock_timestamp()`);
      goOn();
      expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(200);
    });

    it('lets nobody back in whose session is ended while it asks the provider for a new token', async () => {
      hang();
      await change(`access_ends = clock_timestamp()`);
      const asking = browser.call('/v1/referrals?box=inbox');
      await untilSessions('claimed_until IS NOT NULL', 1);
      const leaving = browser.post('/session/end');
      await untilSessions('true', 0);
      goOn();
      expect((await asking).status).toBe(401);
      expect((await leaving).status).toBe(200);
    });

    it('says so to whoever wants in, and lets him in when the provider is back', async () => {
      await system.restarted('door');
      hang();
      expect((await browser.open('/session/begin')).url.search).toBe('?signIn=ISSUER_UNAVAILABLE');
      goOn();
      expect((await browser.signIn('family-doctor')).url.search).toBe('');
    });
  });

  describe('ends', () => {
    beforeEach(() => browser.signIn('referral-desk'));

    it('by its user, with its live stream', async () => {
      const stream = await browser.call('/v1/stream');
      expect(await (await browser.post('/session/end')).json()).toEqual({ next: '/' });
      expect(browser.cookie('fenji')).toBeUndefined();
      expect((await browser.call('/session')).status).toBe(401);
      // Resolves when the door ends the stream.
      await stream.text();
    });

    it('everywhere at once, and only for its own user', async () => {
      const [second, other] = [new Browser(system.baseUrl), new Browser(system.baseUrl)];
      await second.signIn('referral-desk');
      await other.signIn('family-doctor');
      expect((await second.post('/session/end-everywhere')).status).toBe(200);
      expect((await browser.call('/session')).status).toBe(401);
      expect((await other.call('/session')).status).toBe(200);
    });

    it.each([`seen_at = clock_timestamp() - interval '16 minutes'`, `ends_at = clock_timestamp()`])(
      'by itself: %s',
      async (what) => {
        await change(what);
        const answer = await browser.call('/v1/referrals?box=inbox');
        expect([answer.status, await codeOf(answer)]).toEqual([401, 'NOT_AUTHENTICATED']);
        expect((await browser.post('/session/stay')).status).toBe(401);
      },
    );

    it('when the provider has taken its refresh token back', async () => {
      await system.restarted('issuer');
      await change(`access_ends = clock_timestamp()`);
      expect((await browser.call('/v1/referrals?box=inbox')).status).toBe(401);
      expect((await browser.call('/session')).status).toBe(401);
    });
  });
});
