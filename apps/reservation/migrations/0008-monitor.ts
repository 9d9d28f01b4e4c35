import type { MigrationInterface, QueryRunner } from 'typeorm';
import { scopePolicy } from '#service/database/standard-tables.js';
import { insertDefaults, type PolicyDefault } from '#service/rules/policy.store.js';

/** Domain §7.10, §8.4, §11. */
const DEFAULTS: PolicyDefault[] = [
  { key: 'monitor.fullRoundMinutes', value: 60, source: '[default] domain §7.10 asks for one a day' },
  { key: 'waitList.lapsesToTask', value: 2, source: '[default] domain §8.4: two lapses' },
  { key: 'waitList.taskWithin', value: '8wh', source: '[default] as the no-show call of domain §6' },
  { key: 'reserve.soonMinutes', value: 1440, source: '[default] domain §7.4: 24 h before stage 1' },
  { key: 'report.usableHours', value: 72, source: '[default] domain §11, usableReserveRatio' },
  { key: 'monitor.sliceAccounts', value: 200, source: '[default] a slice takes some milliseconds' },
];

/**
 * The order of a session's entries: its row is locked while they are written, so the numbers rise as they commit, which
 * ids of two processes with two clocks need not. Recent entries are found by the block range of their id.
 */
const LEDGER = `
ALTER TABLE ledger ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX ledger_recent ON ledger USING brin (id) WITH (pages_per_range = 16, autosummarize = on);
COMMENT ON COLUMN ledger.seq IS 'order of the entries of one session';`;

const FREEZES = `
ALTER TABLE session ADD COLUMN frozen boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN session.frozen IS 'an invariant of its account is broken: nothing is sold but to emergencies';
CREATE INDEX reservation_displaced ON reservation (county, session_id) WHERE state = 'displaced';
CREATE INDEX session_account ON session (county, institution, pool, group_code, date);

CREATE TABLE pool_freeze (
  county char(6) NOT NULL, id uuid NOT NULL, institution text NOT NULL, pool text NOT NULL, group_code text NOT NULL, date date NOT NULL,
  invariant text NOT NULL, code text NOT NULL, evidence text[] NOT NULL, frozen_at timestamptz NOT NULL,
  lifted_at timestamptz, lifted_by text, lift_reason text,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, institution, pool, group_code, date) REFERENCES account (county, institution, pool, group_code, date),
  CONSTRAINT lift_is_whole CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL)));
CREATE UNIQUE INDEX one_freeze_per_pool ON pool_freeze (county, institution, pool, group_code, date) WHERE lifted_at IS NULL;
CREATE INDEX freeze_list ON pool_freeze (county, frozen_at, id);
CREATE TRIGGER lifted_for_good BEFORE UPDATE ON pool_freeze FOR EACH ROW WHEN (OLD.lifted_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON pool_freeze FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON COLUMN pool_freeze.evidence IS 'ids of what breaks the invariant, the first twenty';`;

/** A session published into a frozen account is frozen too; the account's row is locked by whoever publishes or freezes. */
const newSessionOfFrozenAccount = (schema: string): string => `
CREATE FUNCTION freeze_new_session() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema} AS $$ BEGIN
  NEW.frozen := EXISTS (SELECT FROM pool_freeze f WHERE f.county = NEW.county AND f.institution = NEW.institution AND f.pool = NEW.pool
    AND f.group_code = NEW.group_code AND f.date = NEW.date AND f.lifted_at IS NULL);
  RETURN NEW; END $$;
CREATE TRIGGER freeze_new_session BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION freeze_new_session();`;

const WAIT_LIST = `
ALTER TABLE wait_entry ADD COLUMN task_due_at timestamptz, ADD COLUMN left_reason text CHECK (left_reason IN ('window-over', 'validity-over'));
CREATE INDEX wait_entry_end ON wait_entry (least(latest, valid_until)) WHERE state = 'waiting';
CREATE INDEX wait_entry_referring ON wait_entry (county, referring_institution, waiting_since, id) WHERE state IN ('waiting', 'offered');
CREATE INDEX wait_entry_shown ON wait_entry (county, waiting_since, id) WHERE state IN ('waiting', 'offered');
COMMENT ON COLUMN wait_entry.task_due_at IS 'offers lapsed again and again: the desk of the institution must have settled it by then';`;

/** What of a session changed its supply: few of its entries, read by the report. */
const REPORT = `
CREATE INDEX ledger_supply ON ledger (county, session_id) WHERE capacity <> 0 OR reserve <> 0 OR released <> 0;
ALTER TABLE session ADD COLUMN soon_told boolean NOT NULL DEFAULT false;
CREATE INDEX session_soon_due ON session (release1_at) WHERE NOT soon_told AND stage = 0 AND release1_at IS NOT NULL;
COMMENT ON COLUMN session.soon_told IS 'the contract doctors have been told that what they leave will be released';`;

/** Every house whose units an entry may get sees it. */
const WAIT_SCOPE = `
DROP POLICY scope ON wait_entry;
CREATE POLICY scope ON wait_entry TO fenji_reservation USING (
  (current_setting('fenji.county', true) = '*' OR current_setting('fenji.county', true) IN (county, referral_county))
  AND (current_setting('fenji.institution', true) = '*' OR current_setting('fenji.institution', true) = ANY (institutions)
    OR current_setting('fenji.institution', true) IN (institution, referring_institution)));`;

const ROUNDS = `
CREATE TABLE monitor (
  one boolean PRIMARY KEY DEFAULT true CHECK (one), looked_until uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  round_began_at timestamptz, round_ended_at timestamptz, round_after text[], sessions_checked bigint NOT NULL DEFAULT 0,
  round_found jsonb NOT NULL DEFAULT '{}', found jsonb NOT NULL DEFAULT '{}');
INSERT INTO monitor DEFAULT VALUES;
COMMENT ON TABLE monitor IS 'how far the monitor has come; its lock lets one replica at a time look. Times are real, not of business';
COMMENT ON COLUMN monitor.looked_until IS 'entries of the ledger up to this id have been followed';
COMMENT ON COLUMN monitor.round_after IS 'the last account of the full round under way; null between rounds';
COMMENT ON COLUMN monitor.found IS 'breaches by invariant in the last full round; round_found: in the one under way';`;

/** Frozen pools, how far the monitor has come, the order of the ledger, and what is shown of wait list and reserve. */
export class Monitor1767225600008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [{ schema }] = (await runner.query('SELECT current_schema() AS schema')) as [{ schema: string }];
    for (const statement of [
      LEDGER,
      FREEZES,
      newSessionOfFrozenAccount(schema),
      WAIT_LIST,
      WAIT_SCOPE,
      REPORT,
      ROUNDS,
      insertDefaults(DEFAULTS),
    ])
      await runner.query(statement);
    for (const statement of scopePolicy(schema, 'pool_freeze', { county: ['county'], institution: ['institution'] }))
      await runner.query(statement);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
