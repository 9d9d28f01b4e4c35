import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Reader } from '../notice/reading.store.js';

/** Nobody counts further: "100 or more" is all that a screen says. */
export const MOST_COUNTED = 100;

const OPEN: Statement = {
  name: 'notice-count-open',
  text: `
    SELECT count(*) FILTER (WHERE urgency = 'urgent')::int AS urgent, count(*) FILTER (WHERE urgency = 'task')::int AS task
      FROM unnest($2::text[]) AS part (audience)
     CROSS JOIN LATERAL (
       SELECT urgency FROM notice n
        WHERE n.county = $1 AND n.audience = part.audience AND n.urgency <> 'info' AND n.acknowledged_at IS NULL AND n.over_at IS NULL
        ORDER BY n.seq DESC LIMIT ${MOST_COUNTED}) open`,
};

const SNOOZED: Statement = {
  name: 'notice-count-snoozed',
  text: `
    SELECT count(*)::int AS snoozed FROM (
      SELECT FROM notice_snooze s JOIN notice n ON n.county = s.county AND n.id = s.notice_id
       WHERE s.county = $1 AND s.practitioner = $2 AND s.ended_at IS NULL AND s.until > $4 AND n.audience = ANY ($3)
       LIMIT ${MOST_COUNTED}) put_off`,
};

/** Of the newest {@link MOST_COUNTED} tasks of each audience that wait for somebody to take them on, how many are urgent. */
export async function countOpen(tx: EntityManager, reader: Reader): Promise<{ urgent: number; task: number }> {
  const [row] = await run<{ urgent: number; task: number }>(tx, OPEN, [reader.county, reader.audiences]);
  return row ?? { urgent: 0, task: 0 };
}

/** How many the caller has put off. */
export async function countSnoozed(
  tx: EntityManager,
  { county, practitioner, audiences }: Reader,
  now: Date,
): Promise<number> {
  const [row] = await run<{ snoozed: number }>(tx, SNOOZED, [county, practitioner, audiences, now]);
  return row?.snoozed ?? 0;
}
