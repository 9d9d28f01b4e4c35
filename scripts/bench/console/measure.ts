import type { Page } from 'playwright-core';
import { openBrowser } from '../../browser/browser.js';
import { comeIn, type Person, signIn } from '../../browser/person.js';
import { setScene } from '../../browser/scene.js';
import { openScreen, untilShown } from '../../browser/screen.js';
import type { Running } from '../../demo/running/running.js';
import type { Progress } from '../../launch/progress.js';
import { type Blocking, blockingOf, medianOf, OBSERVER } from './blocking.js';
import { heatMapOf, worklistOf } from './much.js';

export interface ConsolePlan {
  readonly rounds: number;
}

/** Milliseconds of main-thread blocking, the median of the rounds. */
export interface ConsoleFigures {
  readonly rounds: number;
  readonly typing: Blocking;
  readonly worklist: Blocking;
  readonly heatMap: Blocking;
}

const ROWS = 500;
const INSTITUTIONS = 300;
const TYPED = 'gaoxueya I20.9';
/** Milliseconds between two keys of somebody who types fast. */
const KEY_DELAY = 80;

/** Three acts of the console at the size of a large county, each some times over. */
export async function measureConsole(running: Running, plan: ConsolePlan, progress: Progress): Promise<ConsoleFigures> {
  const { patientId } = await setScene(running);
  const own = await openBrowser(progress);
  try {
    const at = async (account: string) => observed(await comeIn(own.browser, account, 'zh'), running.door);
    const doctor = await at('family-doctor');
    const desk = await at('referral-desk');
    const authority = await at('county-health-authority');
    await worklistOf(desk, ROWS);
    await heatMapOf(authority, INSTITUTIONS);
    const rounds = async (work: () => Promise<Blocking>) => {
      const found: Blocking[] = [];
      for (let round = 0; round < plan.rounds; round += 1) found.push(await work());
      return medianOf(found);
    };
    return {
      rounds: plan.rounds,
      typing: await progress.step('Typing in the diagnosis search', () => rounds(() => typing(doctor, patientId))),
      worklist: await progress.step(`Opening a worklist of ${ROWS}`, () => rounds(() => opening(desk, '/worklist'))),
      heatMap: await progress.step(`A heat map of ${INSTITUTIONS}`, () => rounds(() => opening(authority, '/reserve'))),
    };
  } finally {
    await own.close();
  }
}

async function observed(person: Person, door: string): Promise<Page> {
  await person.context.addInitScript(OBSERVER);
  await signIn(person, door);
  return person.page;
}

async function typing(page: Page, patientId: string): Promise<Blocking> {
  await openScreen(page, `/patients/${patientId}/visit`);
  const search = page.getByRole('combobox', { name: /诊断/ }).first();
  await search.focus();
  return blockingOf(page, () => search.pressSequentially(TYPED, { delay: KEY_DELAY }));
}

/** The screen's code is there already, as for somebody who comes back to it; its data come anew. */
async function opening(page: Page, path: string): Promise<Blocking> {
  await openScreen(page, path);
  await openScreen(page, '/inbox');
  return blockingOf(page, async () => {
    await openScreen(page, path);
    await untilShown(page);
  });
}
