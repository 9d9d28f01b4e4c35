import type { Locator } from 'playwright-core';
import type { Person } from '../../scripts/browser/person.js';
import { button, choose, write } from './fields.js';

/** Resolves when the screen shows this state of a referral, wherever the news comes from. */
export async function stateOf({ page }: Person, state: string): Promise<void> {
  await page.getByRole('main').getByText(state, { exact: true }).first().waitFor();
}

/** One action of the referral that is open on the page: its button, its form, and what it was sent with. */
export async function act(
  { page }: Person,
  name: string,
  fill: (dialog: Locator) => Promise<void> = async () => undefined,
): Promise<void> {
  await button(page.getByRole('region', { name: '可进行的操作' }), name).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await button(dialog, name).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What an up-referral to cardiology must say, typed and chosen; advice or a first visit may ask for more. */
export async function fillUp(person: Person): Promise<void> {
  const { page } = person;
  await choose(page, /初步诊断/, 'I20.0', /I20\.0/);
  await write(page, '既往史', '冠心病');
  await button(page, '无已知过敏').click();
  await write(page, '治疗经过', '氯吡格雷 75 mg 每日一次');
  await button(page, '无用药').click();
  await fillUpAgain(person);
}

/** What is new of a patient who was handed back: the rest came with the hand-back. */
export async function fillUpAgain({ page }: Person): Promise<void> {
  await write(page, '主诉', '静息时再次胸痛一天');
  await choose(page, /转诊原因/, '', '诊断不明');
  await write(page, '现病史', '静息时发作，持续十分钟');
  await page.getByRole('radiogroup', { name: '疑似传染病' }).getByText('否').click();
  await choose(page, /^\*?\s*科室/, '心血管', /03\.04/);
}
