import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import type { SessionNews } from './slot.js';

/** All that comes within one such time is one piece of news. */
const GATHER_SECONDS = 30;

const GATHER: Statement = {
  name: 'slot-gather',
  // On the same grid for all kinds, so that what comes in one burst is due together and can be folded for each doctor.
  text: `
    INSERT INTO slot_alert AS known (county, id, news, institution, pool, group_code, until, gather_until, occurred_at)
    SELECT county, id, news, institution, pool, group_code, until,
           date_bin($9::int * interval '1 second', clock_timestamp(), '2020-01-01Z') + $9::int * interval '1 second', occurred_at
      FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
        AS row (county, id, news, institution, pool, group_code, until, occurred_at)
     ORDER BY county, news, institution, pool, group_code
        ON CONFLICT (county, news, institution, pool, group_code) WHERE state = 'gathering' DO UPDATE
       SET until = least(known.until, excluded.until), occurred_at = greatest(known.occurred_at, excluded.occurred_at)
    RETURNING county, id, news, institution, pool, group_code AS "group"`,
};
const SESSIONS: Statement = {
  name: 'slot-gather-sessions',
  text: `INSERT INTO slot_alert_session (county, alert_id, session_id)
    SELECT * FROM unnest($1::bpchar[], $2::uuid[], $3::uuid[]) ON CONFLICT DO NOTHING`,
};

type Topic = Pick<SessionNews, 'county' | 'news' | 'institution' | 'pool' | 'group'>;
const topicOf = ({ county, news, institution, pool, group }: Topic) =>
  [county, news, institution, pool, group].join(' ');

/** Adds news to what waits already for being told: a roster of a month is one piece of news, not a thousand. */
export async function gatherNews(tx: EntityManager, all: readonly SessionNews[]): Promise<void> {
  if (all.length === 0) return;
  const byTopic = new Map<string, SessionNews>();
  for (const one of all) {
    const known = byTopic.get(topicOf(one));
    const sooner = known?.until && (!one.until || known.until < one.until) ? known.until : one.until;
    byTopic.set(topicOf(one), { ...one, ...(sooner ? { until: sooner } : {}) });
  }
  const topics = [...byTopic.values()];
  const alerts = await run<Topic & { id: string }>(tx, GATHER, [
    topics.map((one) => one.county),
    topics.map(() => v7()),
    topics.map((one) => one.news),
    topics.map((one) => one.institution),
    topics.map((one) => one.pool),
    topics.map((one) => one.group),
    topics.map((one) => one.until ?? null),
    topics.map((one) => one.occurredAt),
    GATHER_SECONDS,
  ]);
  const idOf = new Map(alerts.map((alert) => [topicOf(alert), alert.id]));
  await run(tx, SESSIONS, [
    all.map((one) => one.county),
    all.map((one) => idOf.get(topicOf(one))),
    all.map((one) => one.sessionId),
  ]);
}
