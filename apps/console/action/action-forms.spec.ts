import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_FORMS } from './action-forms';
import { words } from './words';

/** The names that `GET /v1/referrals/{id}/actions` can offer, read where they are made. */
const offered = [
  ...readFileSync(join(__dirname, '../../referral/referral/reading/actions.ts'), 'utf8').matchAll(
    /action: '([a-z-]+)'/g,
  ),
].map(([, name]) => name as string);
/** Reports before the outcome have no transition and are added by the console (offered.ts). */
const names = [...new Set([...offered, 'interim-report'])];

const occasions = ['up', 'lateral', 'down'].flatMap((direction) =>
  ['U1', 'U3'].flatMap((urgencyClass) =>
    ['T21', 'T29', 'T30'].map((transition) => ({ direction, urgencyClass, transition })),
  ),
);

describe('ACTION_FORMS', () => {
  it('has a form for every action that the API can offer, and none beside', () => {
    expect(offered.length).toBeGreaterThan(30);
    expect(Object.keys(ACTION_FORMS).sort()).toEqual(names.sort());
  });

  it.each(names)('says %s in both languages, with every field of its form', (name) => {
    const paths = occasions.flatMap((one) => ACTION_FORMS[name]!.fields(one).map(({ path }) => path));
    for (const language of ['zh', 'en'] as const) {
      expect(words[language].name).toHaveProperty([name]);
      for (const path of paths) expect(words[language].field).toHaveProperty([path]);
    }
  });
});
