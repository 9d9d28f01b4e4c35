import type { EntityManager } from 'typeorm';
import { run, type Statement } from '../database/prepared.js';
import type { Bound, PolicyValue, ScopeKind } from './policy.js';
import type { PolicyKey } from './policy-key.js';

/** A change of the rules on its way. */
export interface Proposal {
  county: string;
  id: string;
  version: number;
  scopeKind: Exclude<ScopeKind, 'nation' | 'province'>;
  scopeCode: string;
  key: string;
  value: PolicyValue | null;
  bound: Bound | null;
  validFrom: string;
  validTo: string | null;
  ends: boolean;
  source: string;
  author: string;
  authorPractitioner: string;
  proposedAt: Date;
  state: 'proposed' | 'approved' | 'rejected';
  decidedBy: string | null;
  decidedAt: Date | null;
  policyVersion: number | null;
}

const COLUMNS = `county, id, version, scope_kind AS "scopeKind", scope_code AS "scopeCode", key, value, bound, valid_from::text AS "validFrom",
  valid_to::text AS "validTo", ends, source, author, author_practitioner AS "authorPractitioner", proposed_at AS "proposedAt", state,
  decided_by AS "decidedBy", decided_at AS "decidedAt", policy_version AS "policyVersion"`;

const KEYS: Statement = {
  name: 'policy-keys',
  text: `SELECT pattern, type, unit, least::float8 AS least, most::float8 AS most, forbidden, zh, en FROM policy_key
          ORDER BY length(pattern) DESC`,
};

/** The registry, the longest pattern first. */
export const readPolicyKeys = (tx: EntityManager) => run<PolicyKey>(tx, KEYS, []);

const REFUSAL: Statement = {
  name: 'policy-refusal',
  text: `SELECT policy_refusal($1, $2, $3, $4::text::jsonb, $5, $6) AS refused`,
};

/** Why the database would not store such a row; undefined if it would. */
export async function refusalOf(tx: EntityManager, proposal: Proposal): Promise<string | undefined> {
  const { county, scopeKind, key, value, validFrom, validTo } = proposal;
  const values = [county, scopeKind, key, JSON.stringify(value), validFrom, validTo];
  return (await run<{ refused: string | null }>(tx, REFUSAL, values))[0]?.refused ?? undefined;
}

const INSERT: Statement = {
  name: 'policy-proposal-insert',
  text: `INSERT INTO policy_proposal (county, id, version, scope_kind, scope_code, key, value, bound, valid_from, valid_to, ends, source,
           author, author_practitioner, proposed_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
};

export async function insertProposal(tx: EntityManager, one: Proposal): Promise<void> {
  const value = one.value === null ? null : JSON.stringify(one.value);
  const scope = [one.county, one.id, one.version, one.scopeKind, one.scopeCode, one.key, value, one.bound];
  const rest = [one.validFrom, one.validTo, one.ends, one.source, one.author, one.authorPractitioner];
  await run(tx, INSERT, [...scope, ...rest, one.proposedAt, one.state]);
}

const LOCK: Statement = {
  name: 'policy-proposal-lock',
  text: `SELECT ${COLUMNS} FROM policy_proposal WHERE county = $1 AND id = $2 FOR UPDATE`,
};

export async function lockProposal(tx: EntityManager, county: string, id: string): Promise<Proposal | undefined> {
  return (await run<Proposal>(tx, LOCK, [county, id]))[0];
}

const LIST: Statement = {
  name: 'policy-proposal-list',
  text: `SELECT ${COLUMNS} FROM policy_proposal WHERE county = $1 AND ($2::text IS NULL OR state = $2) ORDER BY id DESC LIMIT 100`,
};

/** The latest hundred of a county. */
export const listProposals = (tx: EntityManager, county: string, state?: string) =>
  run<Proposal>(tx, LIST, [county, state ?? null]);

const DECIDE: Statement = {
  name: 'policy-proposal-decide',
  text: `UPDATE policy_proposal SET version = version + 1, state = $3, decided_by = $4, decided_at = $5, policy_version = $6
          WHERE county = $1 AND id = $2`,
};

export async function saveDecision(tx: EntityManager, one: Proposal): Promise<void> {
  await run(tx, DECIDE, [one.county, one.id, one.state, one.decidedBy, one.decidedAt, one.policyVersion]);
}

const STORE: Statement = {
  name: 'policy-store',
  text: `INSERT INTO policy (county, scope_kind, scope_code, key, version, value, bound, valid_from, valid_to, approved_by, source)
         SELECT $1::bpchar, $2, $3, $4, coalesce(max(version), 0) + 1, $5::text::jsonb, $6, $7::date, $8::date, $9, $10 FROM policy
          WHERE county = $1 AND scope_kind = $2 AND scope_code = $3 AND key = $4 RETURNING version`,
};

/** The approved proposal as the next version of its scope's row. @returns its version */
export async function storePolicy(tx: EntityManager, one: Proposal): Promise<number> {
  const row = [one.county, one.scopeKind, one.scopeCode, one.key, JSON.stringify(one.value), one.bound];
  const [stored] = await run<{ version: number }>(tx, STORE, [
    ...row,
    one.validFrom,
    one.validTo,
    `${one.author} + ${one.decidedBy}`,
    one.source,
  ]);
  if (!stored) throw new Error('A policy row was not stored');
  return stored.version;
}

const END: Statement = {
  name: 'policy-end',
  text: `UPDATE policy SET valid_to = $5::date
          WHERE county = $1 AND scope_kind = $2 AND scope_code = $3 AND key = $4 AND valid_from < $5::date
            AND (valid_to IS NULL OR valid_to > $5::date) RETURNING version`,
};

/** Ends every row of the scope that would hold on the day. @returns the highest version that ended; undefined for none */
export async function endPolicy(tx: EntityManager, one: Proposal): Promise<number | undefined> {
  const rows = await run<{ version: number }>(tx, END, [
    one.county,
    one.scopeKind,
    one.scopeCode,
    one.key,
    one.validFrom,
  ]);
  return rows.length > 0 ? Math.max(...rows.map(({ version }) => version)) : undefined;
}
