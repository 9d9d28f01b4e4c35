import type { Page } from 'playwright-core';
import type { Language } from './person.js';

const BUSY = ':is([aria-busy="true"], .ant-spin-spinning, .ant-skeleton):visible';

/** Goes to an address of the console without loading it anew, and resolves when the screen shows what it loads. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  // Until its code is there, the screen before it stays.
  await page.locator(`[role="main"][data-path="${path.replace(/\?.*/, '')}"]`).waitFor();
  await untilShown(page);
}

/** Resolves when the screen has its heading and nothing on it is busy any more. */
export async function untilShown(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator(BUSY).first().waitFor({ state: 'hidden' });
}

/** Changes the language as a user does. */
export async function speak(page: Page, language: Language): Promise<void> {
  await page.getByTitle(language === 'zh' ? '中文' : 'English', { exact: true }).click();
  await page.locator(`html[lang^="${language}"]`).waitFor({ state: 'attached' });
}

/** The addresses in the menu of whoever is signed in. */
export async function menuOf(page: Page): Promise<string[]> {
  const links = await page.getByRole('navigation').getByRole('link').all();
  return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}
