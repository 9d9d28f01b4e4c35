import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Choice } from '../reach/reach.js';
import { type Person, toChoice } from '../reach/reach.store.js';

const READ: Statement = {
  name: 'preference-read',
  text: `SELECT version, language, task_channels, info_channels, quiet_from, quiet_to, digest
           FROM preference WHERE county = $1 AND practitioner = $2`,
};

const LOCK: Statement = { name: 'preference-lock', text: `${READ.text} FOR UPDATE` };

const SAVE: Statement = {
  name: 'preference-save',
  text: `
    INSERT INTO preference AS known (county, practitioner, institution, version, language, task_channels, info_channels,
                                     quiet_from, quiet_to, digest, changed_at)
    VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (county, practitioner) DO UPDATE
       SET institution = excluded.institution, version = known.version + 1, language = excluded.language,
           task_channels = excluded.task_channels, info_channels = excluded.info_channels,
           quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, digest = excluded.digest,
           changed_at = excluded.changed_at
    RETURNING version`,
};

export interface Kept {
  readonly version: number;
  readonly choice: Choice;
}

type Row = Parameters<typeof toChoice>[0] & { version: number };

/** What a person has chosen; undefined before the first time. */
export async function readPreference(
  tx: EntityManager,
  { county, practitioner }: Person,
  how: 'read' | 'lock' = 'read',
): Promise<Kept | undefined> {
  const [row] = await run<Row>(tx, how === 'lock' ? LOCK : READ, [county, practitioner]);
  return row && { version: row.version, choice: toChoice(row) };
}

/** @returns the new version */
export async function savePreference(
  tx: EntityManager,
  { county, practitioner, institution }: Person & { institution: string },
  { language, task, info, quiet, digest }: Choice,
  now: Date,
): Promise<number> {
  const values = [language, task ?? null, info ?? null, quiet?.from ?? null, quiet?.to ?? null, digest, now];
  const [row] = await run<{ version: number }>(tx, SAVE, [county, practitioner, institution, ...values]);
  return row!.version;
}
