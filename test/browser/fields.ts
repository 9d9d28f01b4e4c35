import type { Locator, Page } from 'playwright-core';

/** A button by the beginning of its words; Ant Design puts a space between two Chinese characters. */
export function button(place: Page | Locator, words: string): Locator {
  const spaced = words.length === 2 ? `${words[0]}\\s?${words[1]}` : words.replace(/[()（）]/g, '.');
  return place.getByRole('button', { name: new RegExp(`^${spaced}`) });
}
