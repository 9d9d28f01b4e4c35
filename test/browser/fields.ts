import type { Locator, Page } from 'playwright-core';

type Place = Page | Locator;

/** Chooses in a list that opens below its field, as somebody who types a part of what he looks for. */
export async function choose(place: Place, label: string | RegExp, typed: string, option: string | RegExp = typed) {
  const box = place.getByRole('combobox', { name: label }).first();
  await box.click();
  if (await box.isEditable()) await box.pressSequentially(typed);
  const page = 'page' in place ? place.page() : place;
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option-content').getByText(option).first().click();
  await box.press('Tab');
}

/** Writes into a field found by the beginning of its label. */
export async function write(place: Place, label: string, text: string) {
  await place
    .getByRole('textbox', { name: new RegExp(`^\\*?\\s*${label}`) })
    .first()
    .fill(text);
}

/** A button by the beginning of its words; Ant Design puts a space between two Chinese characters. */
export function button(place: Place, words: string): Locator {
  const spaced = words.length === 2 ? `${words[0]}\\s?${words[1]}` : words.replace(/[()（）]/g, '.');
  return place.getByRole('button', { name: new RegExp(`^${spaced}`) });
}
