import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../../scripts/browser/person.js';

declare global {
  /** Called by jest's environment at the first failure in a spec file (test/system/environment.cjs). */
  var tellSymptoms: (() => Promise<void>) | undefined;
}

/** Once a spec fails, keeps what everybody sees and prints what their consoles said: of a run elsewhere the log alone is left. */
export function keepEvidenceOf(people: readonly Person[]): void {
  const tellOthers = globalThis.tellSymptoms;
  globalThis.tellSymptoms = async () => {
    await tellOthers?.();
    const folder = mkdtempSync(join(tmpdir(), 'fenji-evidence-'));
    await Promise.all(people.map((person, index) => keep(person, join(folder, `${index + 1}-${person.account}`))));
    const said = people.flatMap(({ account, watch }) => watch.all().map((line) => `  ${account}: ${line}`));
    process.stderr.write(`${['what their consoles said:', ...said, `what each of them saw: ${folder}`].join('\n')}\n`);
  };
}

/** A page that crashed or hangs has no picture; its console still tells. */
async function keep({ page, watch }: Person, file: string): Promise<void> {
  const shot = await page.screenshot({ path: `${file}.png`, timeout: 5_000 }).catch((error: unknown) => String(error));
  const said = [page.url(), ...watch.all(), ...(typeof shot === 'string' ? [shot] : [])];
  writeFileSync(`${file}.txt`, said.join('\n'));
}
