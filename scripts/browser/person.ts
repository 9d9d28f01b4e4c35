import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Watch } from './watch.js';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Somebody at a browser of his own: cookies, storage and tabs are his alone. */
export interface Person {
  readonly account: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

const PATIENCE_MS = 60_000;

/** Opens a browser context with nobody signed in. */
export async function comeIn(browser: Browser, account: string, language: Language): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const choice = `location.protocol.startsWith('http') && !localStorage.getItem('fenji-language') && localStorage.setItem('fenji-language', '${language}')`;
  await context.addInitScript(choice);
  const watch = new Watch(context);
  return { account, context, page: await context.newPage(), watch };
}

/** Signs the person in on the issuer's page of accounts; the console opens where his menu begins. */
export async function signIn({ account, page, watch }: Person, door: string): Promise<void> {
  // Whoever comes asks the door who he is, and is nobody yet.
  watch.expect(/ 401 .*\/session\)$/);
  await page.goto(door);
  await page.getByRole('link', { name: /登\s*录|Sign in/ }).click();
  await page.getByRole('button', { name: new RegExp(` · ${account}$`) }).click();
  const code = page.getByRole('button', { name: '验证 Verify' });
  const menu = page.getByRole('navigation');
  await code.or(menu).first().waitFor();
  // The demo fills the code in; a page whose codes are all used loads itself again with the next one.
  if (await code.isVisible()) await page.locator('form:has(input[name="code"]:not([value=""])) button').click();
  await menu.waitFor();
}
