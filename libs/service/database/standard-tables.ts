import { inboxTables } from '#messaging/inbox.tables.js';
import { outboxTables } from '#messaging/outbox.tables.js';
import { roleOf } from './data-source.js';

/** Refuses UPDATE and DELETE for everybody, the owner included; `migrate` grants the service SELECT and INSERT only. */
export function appendOnly(schema: string, table: string): string[] {
  return [
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${schema}.${table}
       FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse_change()`,
  ];
}

export interface PolicyColumns {
  county: string[];
  /** Columns whose value may be the caller's institution; none = all of the county. */
  institution: string[];
}

/**
 * Row-level security of a table: a row is seen by a scope whose county is in one of the columns and whose institution
 * is in one of the columns. `*` sees all: SYSTEM, and within a county its health authority.
 */
export function scopePolicy(schema: string, table: string, columns: PolicyColumns): string[] {
  const matches = (setting: string, names: string[]) =>
    `(current_setting('fenji.${setting}', true) = '*' OR current_setting('fenji.${setting}', true) IN (${names.join(', ')}))`;
  const rules = [matches('county', columns.county)];
  if (columns.institution.length > 0) rules.push(matches('institution', columns.institution));
  return [
    `ALTER TABLE ${schema}.${table} ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY scope ON ${schema}.${table} TO ${roleOf(schema)} USING (${rules.join(' AND ')})`,
  ];
}

/**
 * What every service schema has: outbox, inbox, idempotency, access log, business clock, demo marker.
 * To be run in this order with the schema on the search_path, as `migrate` sets it.
 */
export function standardTables(schema: string): string[] {
  return [...guards(schema), ...outboxTables, ...inboxTables, ...requests(schema), ...clock(schema)];
}

function guards(schema: string): string[] {
  return [
    `CREATE FUNCTION ${schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$`,
  ];
}

function requests(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.idempotency (
       county char(6) NOT NULL, principal text NOT NULL, key uuid NOT NULL, request_hash text NOT NULL,
       status smallint, answer jsonb, location text, version int, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       PRIMARY KEY (county, principal, key))`,
    `CREATE INDEX idempotency_age ON ${schema}.idempotency (created_at)`,
    ...scopePolicy(schema, 'idempotency', { county: ['county'], institution: [] }),
    `CREATE TABLE ${schema}.access_log (
       county char(6) NOT NULL, id uuid NOT NULL, at timestamptz NOT NULL, account text NOT NULL, practitioner text NOT NULL,
       institution text NOT NULL, roles text[] NOT NULL, subject text NOT NULL, subject_id uuid NOT NULL, purpose text NOT NULL,
       request_id text, PRIMARY KEY (county, id))`,
    `CREATE INDEX access_log_subject ON ${schema}.access_log (county, subject, subject_id, id)`,
    `CREATE INDEX access_log_institution ON ${schema}.access_log (county, institution, id)`,
    ...appendOnly(schema, 'access_log'),
    ...scopePolicy(schema, 'access_log', { county: ['county'], institution: ['institution'] }),
    `CREATE TABLE ${schema}.access_seal (
       county char(6) NOT NULL, institution text NOT NULL, seq int NOT NULL, since_id uuid NOT NULL, until_id uuid NOT NULL,
       rows int NOT NULL, hash text NOT NULL, sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
       PRIMARY KEY (county, institution, seq))`,
    ...appendOnly(schema, 'access_seal'),
  ];
}

/** Business time = server time + offset; an offset needs the demo marker and only grows (architecture §3). */
function clock(schema: string): string[] {
  return [
    `CREATE TABLE ${schema}.demo_marker (
       demo boolean PRIMARY KEY DEFAULT true CHECK (demo), county char(6) NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now())`,
    `CREATE TABLE ${schema}.business_clock (
       demo boolean PRIMARY KEY DEFAULT true CHECK (demo) REFERENCES ${schema}.demo_marker,
       ahead interval NOT NULL CHECK (ahead >= interval '0'))`,
    `CREATE FUNCTION ${schema}.clock_forward_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF TG_OP = 'DELETE' OR NEW.ahead < OLD.ahead THEN
         RAISE EXCEPTION 'business time only goes forward' USING ERRCODE = 'restrict_violation';
       END IF;
       RETURN NEW; END $$`,
    `CREATE TRIGGER forward_only BEFORE UPDATE OR DELETE ON ${schema}.business_clock
       FOR EACH ROW EXECUTE FUNCTION ${schema}.clock_forward_only()`,
    `CREATE FUNCTION ${schema}.business_now() RETURNS timestamptz LANGUAGE sql STABLE AS
       $$ SELECT now() + coalesce((SELECT ahead FROM ${schema}.business_clock), interval '0') $$`,
  ];
}
