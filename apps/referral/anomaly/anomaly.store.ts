import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import { type CursorValue } from '#service/paging/cursor.js';
import type { Finding, SignalCode } from './signal.js';

export const STATUSES = ['open', 'seen', 'explained', 'confirmed', 'dismissed'] as const;
export type AnomalyStatus = (typeof STATUSES)[number];

/** An entry of the review list. */
export interface AnomalyRow extends Finding {
  county: string;
  id: string;
  foundAt: Date;
  thresholds: Record<string, unknown>;
  ruleSetVersion: string;
  status: AnomalyStatus;
}

export interface ReviewRow {
  seq: number;
  status: Exclude<AnomalyStatus, 'open'>;
  reasonSealed: string | null;
  account: string;
  role: string;
  at: Date;
}

const COLUMNS = `county, id, code, evidence_key AS key, institution, practitioner, happened_at AS "happenedAt", found_at AS "foundAt",
  evidence, thresholds, rule_set_version AS "ruleSetVersion", status`;

const COUNTIES: Statement = {
  name: 'anomaly-counties',
  text: `SELECT DISTINCT county FROM institution ORDER BY county`,
};

/** What is found again changes nothing. */
const INSERT: Statement = {
  name: 'anomaly-insert',
  text: `INSERT INTO anomaly (county, id, code, evidence_key, institution, practitioner, happened_at, found_at, evidence, thresholds, rule_set_version)
         SELECT $1, (row->>'id')::uuid, row->>'code', row->>'key', row->>'institution', (row->>'practitioner')::uuid,
                (row->>'happenedAt')::timestamptz, $2, row->'evidence', row->'thresholds', $3
           FROM jsonb_array_elements($4::jsonb) AS row
             ON CONFLICT (county, code, evidence_key) DO NOTHING RETURNING ${COLUMNS}`,
};

const LIST: Statement = {
  name: 'anomaly-list',
  text: `SELECT ${COLUMNS} FROM anomaly
          WHERE county = $1 AND ($2::text IS NULL OR code = $2) AND ($3::text IS NULL OR status = $3)
            AND ($4::text IS NULL OR institution = $4) AND ($5::timestamptz IS NULL OR happened_at >= $5)
            AND ($6::timestamptz IS NULL OR (happened_at, id) < ($6, $7::uuid))
          ORDER BY happened_at DESC, id DESC LIMIT $8`,
};
const FIND: Statement = { name: 'anomaly-find', text: `SELECT ${COLUMNS} FROM anomaly WHERE county = $1 AND id = $2` };
const LOCK: Statement = { name: 'anomaly-lock', text: `${FIND.text} FOR UPDATE` };
const REVIEWS: Statement = {
  name: 'anomaly-reviews',
  text: `SELECT seq, status, reason_sealed AS "reasonSealed", account, role, at FROM anomaly_review
          WHERE county = $1 AND anomaly_id = $2 ORDER BY seq`,
};
const REVIEW: Statement = {
  name: 'anomaly-review',
  text: `WITH noted AS (UPDATE anomaly SET status = $4 WHERE county = $1 AND id = $2 RETURNING institution)
         INSERT INTO anomaly_review (county, anomaly_id, seq, institution, status, reason_sealed, account, role, at)
         SELECT $1, $2, $3, institution, $4, $5, $6, $7, $8 FROM noted`,
};

export async function countiesOf(tx: EntityManager): Promise<string[]> {
  return (await run<{ county: string }>(tx, COUNTIES, [])).map(({ county }) => county);
}

/** @returns those that are new */
export async function insertFindings(
  tx: EntityManager,
  county: string,
  now: Date,
  ruleSetVersion: string,
  findings: readonly (Finding & { thresholds: Record<string, unknown> })[],
): Promise<AnomalyRow[]> {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => ({ ...finding, id: v7() }));
  return run<AnomalyRow>(tx, INSERT, [county, now, ruleSetVersion, JSON.stringify(rows)]);
}

export interface AnomalyFilter {
  code?: SignalCode;
  status?: AnomalyStatus;
  institution?: string;
  since?: string;
  /** Instant and id of the last one of the page before. */
  before: readonly CursorValue[];
  limit: number;
}

/** One page and the first of the next one, newest first. */
export function listAnomalies(tx: EntityManager, county: string, filter: AnomalyFilter): Promise<AnomalyRow[]> {
  const { code, status, institution, since, before, limit } = filter;
  const [at = null, id = null] = before;
  const values = [county, code ?? null, status ?? null, institution ?? null, since ?? null, at, id, limit + 1];
  return run<AnomalyRow>(tx, LIST, values);
}

export async function findAnomaly(tx: EntityManager, county: string, id: string): Promise<AnomalyRow | undefined> {
  return (await run<AnomalyRow>(tx, FIND, [county, id]))[0];
}

/** Locks it until the end of the transaction: two reviews get their places one after the other. */
export async function lockAnomaly(tx: EntityManager, county: string, id: string): Promise<AnomalyRow | undefined> {
  return (await run<AnomalyRow>(tx, LOCK, [county, id]))[0];
}

export function reviewsOf(tx: EntityManager, county: string, id: string): Promise<ReviewRow[]> {
  return run<ReviewRow>(tx, REVIEWS, [county, id]);
}

export async function addReview(tx: EntityManager, county: string, id: string, review: ReviewRow): Promise<void> {
  const { seq, status, reasonSealed, account, role, at } = review;
  await run(tx, REVIEW, [county, id, seq, status, reasonSealed, account, role, at]);
}
