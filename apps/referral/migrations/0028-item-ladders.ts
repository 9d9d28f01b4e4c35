import type { MigrationInterface, QueryRunner } from 'typeorm';

const climbOf = (kind: string): string => `jsonb_build_object('kind', ${kind},
  'dueAt', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'rung', NULL, 'repeat', 0,
  'nextAt', to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/** What is decided already is no more changed: its ladder is empty, and nobody reads it. */
const LADDERS = `
ALTER TABLE network_approval ADD COLUMN escalation jsonb NOT NULL
    DEFAULT '{"kind": "approve", "dueAt": "1970-01-01T00:00:00.000Z", "rung": null, "repeat": 0, "nextAt": null}',
  ADD COLUMN alert_at timestamptz;
COMMENT ON COLUMN network_approval.escalation IS 'how far it has been told up the ladder that nobody decides';
UPDATE network_approval SET alert_at = due_at, escalation = ${climbOf(`'approve'`)} WHERE state = 'requested';
CREATE INDEX network_approval_alert ON network_approval (alert_at) WHERE state = 'requested';

ALTER TABLE teleconsultation ADD COLUMN escalation jsonb;
COMMENT ON COLUMN teleconsultation.escalation IS 'how far it has been told up the ladder that its owner is late';
UPDATE teleconsultation SET escalation = ${climbOf('due_kind')} WHERE due_at IS NOT NULL;`;

/** Requests to leave the network and questions to specialists climb the ladder of the other deadlines. */
export class ItemLadders1767225600028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LADDERS);
  }

  /** Migrations only go forward (architecture §7). */
  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
