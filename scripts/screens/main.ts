import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from '../browser/browser.js';
import { comeIn, LANGUAGES, type Language, signIn } from '../browser/person.js';
import { type Scene, setScene } from '../browser/scene.js';
import { openScreen, untilShown } from '../browser/screen.js';
import { asCommand, type Running } from '../demo/running/running.js';
import { withOwnFenji } from '../launch/own-fenji.js';
import { Progress } from '../launch/progress.js';
import { album } from './album.js';
import { LIGHT, SIGHTS } from './sights.js';

const FOLDER = join(import.meta.dirname, '../../../docs/screens');
const run = promisify(execFile);

/** `npm run screens`: a Fenji of its own plays the demo, and every screen is photographed in both languages. */
await asCommand(async () => {
  const progress = new Progress((line) => console.error(line));
  await withOwnFenji('.fenji-screens', 'tiny', progress, async ({ running }) => {
    await progress.step('Playing the demo', () => run(process.execPath, [demo()], { maxBuffer: 10_000_000 }));
    const scene = await progress.step('Bringing patients to every desk', () => setScene(running));
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    for (const language of LANGUAGES) await photograph(running, scene, language, progress);
    writeFileSync(join(FOLDER, 'README.md'), album());
  });
});

function demo(): string {
  return join(import.meta.dirname, '../demo/demo.js');
}

/** One visit of each account, from screen to screen. */
async function photograph(running: Running, scene: Scene, language: Language, progress: Progress): Promise<void> {
  const own = await openBrowser(progress);
  try {
    for (const account of new Set(SIGHTS.map((sight) => sight.account))) {
      const person = await comeIn(own.browser, account, language);
      const { page, context } = person;
      await signIn(person, running.door);
      for (const { name, path, size } of SIGHTS.filter((sight) => sight.account === account)) {
        await page.setViewportSize(size ?? { width: 1280, height: 800 });
        await show(page, path(scene)).catch((error: Error) => progress.say(`  ${name}: ${error.message}`));
        await page.screenshot({ path: join(FOLDER, `${name}.${language}.png`), animations: 'disabled' });
        progress.say(`  ${name}.${language}.png`);
      }
      await context.close();
    }
  } finally {
    await own.close();
  }
}

/** Resolves when the screen at the address shows what it loads. */
async function show(page: Page, path: string): Promise<void> {
  if (path !== LIGHT) return openScreen(page, path);
  await page.goto(new URL(path, page.url()).href);
  await untilShown(page);
}
