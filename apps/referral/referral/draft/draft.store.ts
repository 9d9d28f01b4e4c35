import type { EntityManager } from 'typeorm';
import { addToOutbox } from '#messaging/outbox.js';
import { run } from '#service/database/prepared.js';
import { ofThose, type Whose } from '#service/timer/counties.js';
import { appendHistory, type Reach } from '../store/referral.store.js';
import type { DraftPassage, StoredDraft } from './draft.js';

const COLUMNS = {
  county: 'county',
  id: 'id',
  version: 'version',
  institution: 'institution',
  practitioner: 'practitioner',
  role: 'role',
  patientId: 'patient_id',
  formSealed: 'form_sealed',
  unit: 'unit',
  holdUntil: 'hold_until',
  options: 'options',
  refusal: 'refusal',
  pending: 'pending',
  ruleSetVersion: 'rule_set_version',
  chainHash: 'chain_hash',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  expiresAt: 'expires_at',
} as const satisfies Record<keyof StoredDraft, string>;

const PAIRS = Object.entries(COLUMNS) as [keyof StoredDraft, string][];
const NAMES = PAIRS.map(([, column]) => column);
const SELECTED = PAIRS.map(([field, column]) => `d.${column} AS "${field}"`).join(', ');
const CHANGED = NAMES.filter((column) => column !== 'county' && column !== 'id');

/** A draft past its time is gone for every reader, whether it has been swept or not. */
const ONE = `d.county = $1 AND d.institution = $2 AND d.id = $3 AND d.expires_at > $4`;

const FIND = { name: 'draft-find', text: `SELECT ${SELECTED} FROM referral_draft d WHERE ${ONE}` };
const LOCK = { name: 'draft-lock', text: `SELECT ${SELECTED} FROM referral_draft d WHERE ${ONE} FOR UPDATE` };
const LOCK_FREE = { name: 'draft-lock-free', text: `${LOCK.text} SKIP LOCKED` };
const LOCK_SEVERAL = {
  name: 'draft-lock-several',
  text: `SELECT ${SELECTED} FROM referral_draft d
          WHERE (county, id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[])) ORDER BY county, id FOR UPDATE`,
};
const OWN = {
  name: 'draft-own',
  text: `SELECT ${SELECTED} FROM referral_draft d WHERE d.county = $1 AND d.institution = $2 AND ($3::uuid IS NULL OR d.practitioner = $3)
            AND d.expires_at > $4 AND ($5::uuid IS NULL OR d.id < $5) AND ($7::text IS NULL OR d.role = $7)
          ORDER BY d.id DESC LIMIT $6`,
};
const INSERT = {
  name: 'draft-insert',
  text: `INSERT INTO referral_draft (${NAMES.join(', ')}) SELECT ${NAMES.join(', ')} FROM json_populate_recordset(NULL::referral_draft, $1)`,
};
const UPDATE = {
  name: 'draft-update',
  text: `UPDATE referral_draft d SET ${CHANGED.map((column) => `${column} = n.${column}`).join(', ')}
           FROM json_populate_recordset(NULL::referral_draft, $1) n WHERE d.county = n.county AND d.id = n.id`,
};
const DELETE = {
  name: 'draft-delete',
  text: `DELETE FROM referral_draft d WHERE (d.county, d.id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))`,
};
const CLAIM_EXPIRED = {
  name: 'draft-claim-expired',
  text: `SELECT ${SELECTED} FROM referral_draft d WHERE d.expires_at <= $1 AND ${ofThose('d.county', 2)}
          ORDER BY d.expires_at LIMIT 100 FOR UPDATE SKIP LOCKED`,
};

export async function findDraft(
  tx: EntityManager,
  reach: Reach,
  id: string,
  now: Date,
): Promise<StoredDraft | undefined> {
  return (await run<StoredDraft>(tx, FIND, [reach.county, reach.institution, id, now]))[0];
}

/** Locks the draft until the end of the transaction. */
export async function lockDraft(
  tx: EntityManager,
  reach: Reach,
  id: string,
  now: Date,
): Promise<StoredDraft | undefined> {
  return (await run<StoredDraft>(tx, LOCK, [reach.county, reach.institution, id, now]))[0];
}

/** The same for whom nothing may hold up: undefined as well where somebody else is changing the draft at this moment. */
export async function lockFreeDraft(
  tx: EntityManager,
  reach: Reach,
  id: string,
  now: Date,
): Promise<StoredDraft | undefined> {
  return (await run<StoredDraft>(tx, LOCK_FREE, [reach.county, reach.institution, id, now]))[0];
}

export function lockDrafts(tx: EntityManager, keys: readonly { county: string; id: string }[]): Promise<StoredDraft[]> {
  return run<StoredDraft>(tx, LOCK_SEVERAL, [keys.map(({ county }) => county), keys.map(({ id }) => id)]);
}

/** The author's, newest first: one page and the first of the next. */
export function ownDrafts(
  tx: EntityManager,
  author: Reach & { practitioner: string | null; role: string | null },
  now: Date,
  page: { before?: string; limit: number },
): Promise<StoredDraft[]> {
  const { county, institution, practitioner, role } = author;
  const { before = null, limit } = page;
  return run<StoredDraft>(tx, OWN, [county, institution, practitioner, now, before, limit + 1, role]);
}

/** Locks drafts whose time is over; another replica's are passed over. */
export function claimExpiredDrafts(tx: EntityManager, now: Date, { only, except }: Whose): Promise<StoredDraft[]> {
  return run<StoredDraft>(tx, CLAIM_EXPIRED, [now, except, only ?? null]);
}

export const insertDraft = (tx: EntityManager, passage: DraftPassage): Promise<void> => write(tx, INSERT, [passage]);

export const updateDrafts = (tx: EntityManager, passages: readonly DraftPassage[]): Promise<void> =>
  write(tx, UPDATE, passages);

/** The draft is gone; the history says how. */
export async function deleteDrafts(tx: EntityManager, passages: readonly DraftPassage[]): Promise<void> {
  if (passages.length === 0) return;
  await removeDrafts(
    tx,
    passages.map(({ draft }) => draft),
  );
  await tell(tx, passages);
}

/** The draft has become a referral, which carries its history on. */
export async function removeDrafts(tx: EntityManager, drafts: readonly StoredDraft[]): Promise<void> {
  await run(tx, DELETE, [drafts.map(({ county }) => county), drafts.map(({ id }) => id)]);
}

async function write(
  tx: EntityManager,
  statement: { name: string; text: string },
  passages: readonly DraftPassage[],
): Promise<void> {
  if (passages.length === 0) return;
  await run(tx, statement, [JSON.stringify(passages.map(({ draft }) => toRecord(draft)))]);
  await tell(tx, passages);
}

async function tell(tx: EntityManager, passages: readonly DraftPassage[]): Promise<void> {
  await appendHistory(
    tx,
    passages.flatMap(({ entries }) => entries),
  );
  await addToOutbox(
    tx,
    passages.flatMap(({ messages }) => messages),
  );
}

function toRecord(draft: StoredDraft): Record<string, unknown> {
  return Object.fromEntries(PAIRS.map(([field, column]) => [column, draft[field]]));
}
