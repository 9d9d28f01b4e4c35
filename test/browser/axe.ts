import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RUN = `axe.run({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
})`;

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What WCAG 2.2 AA finds serious or critical on the page as it stands: the rule, and the first element that breaks it. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(`window.axe || (${SOURCE.trim().replace(/;$/, '')})`);
  const { violations } = (await page.evaluate(RUN)) as { violations: Finding[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}, first: ${nodes[0]!.html.slice(0, 200)})`);
}
