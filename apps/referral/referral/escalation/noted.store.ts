import type { EntityManager } from 'typeorm';
import type { NoticeAcknowledged } from '#contracts/notice.events.js';
import { run, type Statement } from '#service/database/prepared.js';

/** The acknowledgement of one alert. */
export interface NotedAlert {
  readonly told: NoticeAcknowledged;
  readonly at: Date;
  /** Its rung rests now. */
  readonly silenced: boolean;
}

/** The first of several posts that were told the same rung is kept. */
const APPEND: Statement = {
  name: 'alert-noted-append',
  text: `INSERT INTO alert_noted (county, referral_id, due_kind, due_at, rung, repeat, notice_id, practitioner, role, institution, at, silenced)
         SELECT a.county, a.referral_id, a.due_kind, a.due_at, a.rung, a.repeat, $7, $8, $9, $10, $11, $12 FROM overdue_alert a
          WHERE a.county = $1 AND a.referral_id = $2 AND a.due_kind = $3 AND a.due_at = $4 AND a.rung = $5 AND a.repeat = $6
             ON CONFLICT DO NOTHING`,
};

/** Keeps who has taken note of an alert that was really sent. */
export async function appendNoted(tx: EntityManager, { told, at, silenced }: NotedAlert): Promise<void> {
  const { subjectCounty, subjectId, dueKind, dueAt, rung, repeat, noticeId, actor } = told;
  const alert = [subjectCounty, subjectId, dueKind, dueAt, rung, repeat];
  await run(tx, APPEND, [...alert, noticeId, actor.id, actor.role, actor.institution, at, silenced]);
}
