import type { Page } from 'playwright-core';

/** Answers of the real server, made as large as those of a large county: the console draws them as any other. */

/** The worklist with so many referrals. */
export async function worklistOf(page: Page, count: number): Promise<void> {
  await page.route(/\/v1\/referrals\?/, async (route) => {
    const response = await route.fetch();
    const { items } = (await response.json()) as { items: { id: string }[] };
    const many = Array.from({ length: count }, (_, index) => ({ ...items[index % items.length]!, id: idOf(index) }));
    await route.fulfill({ response, json: { items: items.length > 0 ? many : [] } });
  });
}

/** The map of the reserve with so many institutions. */
export async function heatMapOf(page: Page, count: number): Promise<void> {
  await page.route(/\/v1\/reserve-map/, async (route) => {
    const response = await route.fetch();
    const map = (await response.json()) as { rows: { institution: string }[] };
    const rows = Array.from({ length: count }, (_, index) => ({
      ...map.rows[index % map.rows.length]!,
      institution: `H${String(index).padStart(3, '0')}`,
    }));
    await route.fulfill({ response, json: { ...map, rows: map.rows.length > 0 ? rows : [] } });
  });
}

function idOf(index: number): string {
  return `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}
