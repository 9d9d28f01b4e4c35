import type { Page } from 'playwright-core';

const MOST_STEPS = 80;

/** Tabs on until the element with the focus is named so, as somebody without a mouse does. */
export async function tabTo(page: Page, name: RegExp, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(by);
    const focused = (await page.evaluate(NAME_OF_FOCUS)) as string;
    if (name.test(focused)) return;
    seen.push(focused.slice(0, 30));
  }
  throw new Error(`no ${by} leads to ${name}; it led to: ${seen.join(' | ')}`);
}

/** What a screen reader would begin to say, near enough to find a field by its label or a button by its words. */
const NAME_OF_FOCUS = `(() => {
  const focused = document.activeElement;
  const label = focused.labels?.[0]?.textContent ?? '';
  return (focused.getAttribute('aria-label') ?? '') + label + (focused.textContent ?? '');
})()`;

/** Types into the list that has the focus and takes what it finds first. */
export async function pick(page: Page, typed: string, found: RegExp): Promise<void> {
  await page.keyboard.type(typed);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').getByText(found).waitFor();
  await page.keyboard.press('Enter');
}
