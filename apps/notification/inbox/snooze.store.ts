import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Urgency } from '../notice/notice.js';
import type { HeldNotice } from './acknowledgement.store.js';

const SNOOZE: Statement = {
  name: 'notice-snooze',
  text: `
    INSERT INTO notice_snooze (county, practitioner, notice_id, institution, subject_id, until, snoozed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (county, practitioner, notice_id) DO UPDATE
       SET until = excluded.until, snoozed_at = excluded.snoozed_at, institution = excluded.institution, ended_at = NULL, ended_by = NULL`,
};

const WAKE: Statement = {
  name: 'notice-wake',
  text: `
    UPDATE notice_snooze SET ended_at = greatest($2, snoozed_at), ended_by = 'alert'
     WHERE subject_id = ANY ($1) AND ended_at IS NULL
    RETURNING county, practitioner, notice_id, institution`,
};

const TAKE_DUE: Statement = {
  name: 'notice-snooze-due',
  text: `
    UPDATE notice_snooze SET ended_at = $1, ended_by = 'time' WHERE (county, practitioner, notice_id) IN (
      SELECT county, practitioner, notice_id FROM notice_snooze WHERE until <= $1 AND ended_at IS NULL
       ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING county, practitioner, notice_id, institution`,
};

const URGENCIES: Statement = {
  name: 'notice-urgencies',
  text: 'SELECT id, urgency FROM notice WHERE (county, id) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[]))',
};

/** A snooze that is over. */
export interface Awake {
  county: string;
  practitioner: string;
  notice_id: string;
  institution: string;
}

/** Puts a notice off for one person; a second time moves the instant. */
export async function snooze(
  tx: EntityManager,
  { county, practitioner, institution }: { county: string; practitioner: string; institution: string },
  { id, item, referral_id }: HeldNotice,
  until: Date,
  now: Date,
): Promise<void> {
  const subject = item?.subjectId ?? referral_id;
  await run(tx, SNOOZE, [county, practitioner, id, institution, subject, until, now]);
}

/** Ends what was put off about these subjects: a new alert says that it cannot wait. */
export function wake(tx: EntityManager, subjects: readonly string[], now: Date): Promise<Awake[]> {
  return run<Awake>(tx, WAKE, [subjects, now]);
}

/** Ends what is due; another process that looks at the same time gets others. */
export function takeDueSnoozes(tx: EntityManager, now: Date, limit: number): Promise<Awake[]> {
  return run<Awake>(tx, TAKE_DUE, [now, limit]);
}

/** How urgent the notices are that come back. */
export async function urgenciesOf(tx: EntityManager, awake: readonly Awake[]): Promise<Map<string, Urgency>> {
  const rows = await run<{ id: string; urgency: Urgency }>(tx, URGENCIES, [
    awake.map(({ county }) => county),
    awake.map(({ notice_id }) => notice_id),
  ]);
  return new Map(rows.map(({ id, urgency }) => [id, urgency]));
}
