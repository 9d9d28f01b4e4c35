import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

/**
 * What is over: what the state of a referral asked for, with its receiver the alarm of the former one, the whole referral,
 * an alarm, an emergency's form. A question to a specialist and a request to leave the network know the first and the third.
 */
const PASSED = ['state', 'receiver', 'referral', 'alert', 'form'] as const;
export type Passed = (typeof PASSED)[number];

/** A referral, a question or a request that is told of, and what it has left behind at which business time. */
export interface Passing {
  readonly county: string;
  readonly subjectId: string;
  readonly passed: Partial<Record<Passed, string>>;
}

const KEPT = PASSED.map((what) => `${what} = greatest(known.${what}, excluded.${what})`).join(', ');

const NOTE: Statement = {
  name: 'referral-passed-note',
  text: `
    INSERT INTO referral_passed AS known (county, referral_id, ${PASSED.join(', ')}, heard_at)
    SELECT row.*, $8::timestamptz FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
        $7::timestamptz[]) AS row (county, referral_id, ${PASSED.join(', ')}) ORDER BY row.county, row.referral_id
        ON CONFLICT (county, referral_id) DO UPDATE SET ${KEPT}, heard_at = excluded.heard_at
    RETURNING referral_id AS "subjectId", ${PASSED.join(', ')}`,
};

/** What a state does not ask for: it stays open while the referral moves on, some of it even after its end. */
const AFTER_THE_END = `'delivery.dead', 'result.ready'`;
const BESIDE = `${AFTER_THE_END}, 'referral.void-requested', 'referral.patient-died'`;
const ALARM = `'critical-centre.alerted'`;
const ITEMS_BESIDE = `coalesce(n.item ->> 'dueKind', '') NOT IN ('complete-form', 'answer-void', 'acknowledge-alert', 'take-over', 'patient-died')`;

const END: Statement = {
  name: 'notice-over',
  // A hospital's own system hears of everything; people whom the task needs no more are left alone.
  text: `
    WITH passed AS (SELECT * FROM json_to_recordset($1) AS passed ("subjectId" uuid, at timestamptz, what text)),
    done AS (
      SELECT n.county, n.id, passed.at FROM passed
        JOIN notice n ON n.subject_id = passed."subjectId" AND n.occurred_at < passed.at
       WHERE n.urgency <> 'info' AND n.acknowledged_at IS NULL AND n.over_at IS NULL
       UNION ALL
      SELECT n.county, n.id, passed.at FROM passed
        JOIN notice n ON n.referral_id = passed."subjectId" AND n.occurred_at < passed.at
       WHERE n.urgency <> 'info' AND n.acknowledged_at IS NULL AND n.over_at IS NULL
         AND CASE passed.what
           WHEN 'alert' THEN n.event = ${ALARM} OR n.item ->> 'dueKind' IN ('acknowledge-alert', 'take-over')
           WHEN 'form' THEN n.item ->> 'dueKind' = 'complete-form'
           WHEN 'referral' THEN n.event NOT IN (${AFTER_THE_END})
           WHEN 'receiver' THEN n.event NOT IN (${BESIDE}) AND ${ITEMS_BESIDE}
           ELSE n.event NOT IN (${BESIDE}, ${ALARM}) AND ${ITEMS_BESIDE} END),
    locked AS (
      SELECT n.county, n.id, done.at
        FROM notice n JOIN (SELECT county, id, max(at) AS at FROM done GROUP BY county, id) done USING (county, id)
       ORDER BY n.county, n.id FOR NO KEY UPDATE OF n),
    over AS (
      UPDATE notice n SET over_at = locked.at FROM locked
       WHERE n.county = locked.county AND n.id = locked.id AND n.acknowledged_at IS NULL),
    unsent AS (
      UPDATE delivery d SET state = 'cancelled', reason = 'moved-on', ended_at = business_now() FROM locked
       WHERE d.county = locked.county AND d.notice_id = locked.id AND d.state = 'waiting' AND d.channel <> 'webhook')
    UPDATE notice_snooze s SET ended_at = greatest(business_now(), s.snoozed_at), ended_by = 'moved-on' FROM locked
     WHERE s.county = locked.county AND s.notice_id = locked.id AND s.ended_at IS NULL`,
};

/**
 * Ends the open tasks, in whatever county, that referrals, questions and requests have left behind; what was told at that
 * very time stays. What has been left behind is kept: a task that is heard of later is over, too, also while another process
 * hears of the end.
 * @param passings of everything that is told of
 */
export async function endPassed(tx: EntityManager, passings: readonly Passing[], now: Date): Promise<void> {
  if (passings.length === 0) return;
  const rows = await run<Record<Passed, Date | null> & { subjectId: string }>(tx, NOTE, [
    passings.map(({ county }) => county),
    passings.map(({ subjectId }) => subjectId),
    ...PASSED.map((what) => passings.map(({ passed }) => passed[what] ?? null)),
    now,
  ]);
  const all = rows.flatMap(({ subjectId, ...known }) =>
    PASSED.filter((what) => known[what]).map((what) => ({ subjectId, what, at: known[what] })),
  );
  if (all.length > 0) await run(tx, END, [JSON.stringify(all)]);
}

const FORGET: Statement = {
  name: 'referral-passed-forget',
  text: `DELETE FROM referral_passed WHERE (county, referral_id) IN (SELECT county, referral_id FROM referral_passed
    WHERE heard_at <= $1::timestamptz - interval '400 days' ORDER BY heard_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
};

/** Referrals, questions and requests of which nothing was heard for longer than one can last. */
export async function forgetPassed(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}
