import type { EntityManager } from 'typeorm';
import type { Pool } from '#contracts/codes.js';
import { run, type Statement } from '#service/database/prepared.js';

/** A session that a doctor was told of, with what is left of it now. */
export interface SlotLeft {
  sessionId: string;
  institution: string;
  pool: Pool;
  group: string;
  doctorId: string | null;
  startsAt: Date;
  unitsNow: number;
}

const OF_NOTICE: Statement = {
  name: 'slot-left-of-notice',
  text: `SELECT l.session_id AS "sessionId", l.institution, l.pool, l.group_code AS "group", l.doctor_id AS "doctorId", l.starts_at AS "startsAt",
           CASE WHEN l.closes_at <= $4 THEN 0 ELSE CASE WHEN l.opens_family_at <= $4 THEN l.protected ELSE 0 END
             + CASE WHEN l.opens_public_at <= $4 THEN l.open ELSE 0 END END AS "unitsNow"
      FROM slot_told t JOIN slot_alert_session s ON s.county = t.county AND s.alert_id = t.alert_id
      JOIN slot_level l ON l.county = s.county AND l.session_id = s.session_id
     WHERE t.county = $1 AND t.notice_id = $2 AND t.practitioner = $3 AND (t.doctor_id IS NULL OR t.doctor_id = l.doctor_id)
     ORDER BY l.starts_at, l.session_id LIMIT 200`,
};

/** The earliest 200 sessions that a notice told this doctor of; none of another's notice. */
export function leftOfNotice(
  tx: EntityManager,
  reader: { county: string; practitioner: string },
  noticeId: string,
  now: Date,
): Promise<SlotLeft[]> {
  return run<SlotLeft>(tx, OF_NOTICE, [reader.county, noticeId, reader.practitioner, now]);
}

const WAS_TOLD: Statement = {
  name: 'slot-left-was-told',
  text: 'SELECT FROM slot_told WHERE county = $1 AND notice_id = $2 AND practitioner = $3 LIMIT 1',
};

/** Whether a notice told this doctor of units at all. */
export async function wasTold(
  tx: EntityManager,
  reader: { county: string; practitioner: string },
  noticeId: string,
): Promise<boolean> {
  return (await run(tx, WAS_TOLD, [reader.county, noticeId, reader.practitioner])).length > 0;
}
