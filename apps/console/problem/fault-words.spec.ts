import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from './fault-words';

/** Codes of faults of a field as the services write them: `{ field, code: '…' }` and `rowError(line, column, '…')`. */
const WRITTEN = [/\{[^{}]*\bfield\b[^{}]*\bcode: '([a-z0-9-]+)'/g, /\browError\([^()]*?, '[^']*', '([a-z0-9-]+)'/g];
/** Said as warnings of an emergency, which stand on the referral and refuse nothing. */
const WARNINGS = ['draft-left', 'merged-patient', 'not-your-patient', 'temporary-patient'];

describe('the words for what is wrong with a field', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(faults.en.of)).toEqual(Object.keys(faults.zh.of));
    expect(Object.keys(faults.en.at)).toEqual(Object.keys(faults.zh.at));
  });

  it('exist for every fault that a service writes', () => {
    const folders = ['apps/referral', 'apps/reservation', 'apps/notification', 'libs/service'];
    const codes = folders
      .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .flatMap((file) => WRITTEN.flatMap((form) => [...readFileSync(file, 'utf8').matchAll(form)]))
      .map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(50);
    const lacking = codes.filter((code) => !(code in faults.zh.of) && !WARNINGS.includes(code));
    expect([...new Set(lacking)]).toEqual([]);
  });
});
