import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { type Counted, TOUCHES } from './indicator.store.js';

/** Sums of a period from which every ratio is made; minutes are medians, null without a case. */
export interface Sums {
  up: number;
  down: number;
  bounced: number;
  decided: number;
  rejected: number;
  returned: number;
  decidedInTime: number;
  decisionsMissed: number;
  /** Sent on because the receiver did not decide (T15 by S). */
  passedOver: number;
  medianDecideMinutes: number | null;
  outcomes: number;
  outcomesInTime: number;
  outcomesMissed: number;
  acknowledged: number;
  acknowledgedInTime: number;
  acknowledgementsMissed: number;
  followedUp: number;
  followedUpInTime: number;
  followUpsMissed: number;
  confirmed: number;
  missed: number;
  arrived: number;
  arrivedClosed: number;
  ripe: number;
  ripeClosed: number;
  medianHandoverMinutes: number | null;
}

const IN_PERIOD = (column: string) => `${column} >= $3 AND ${column} < $4`;

/** Kept in time: nobody had to be told that it is late before it was done (the ladder tells L0 at the deadline, domain §6). */
const IN_TIME = (kind: string) => `NOT EXISTS (SELECT 1 FROM overdue_alert a WHERE a.county = s.county
  AND a.referral_id = s.referral_id AND a.due_kind = '${kind}' AND a.at < s.at)`;
/** The row's deadline is that of its receiver now: who has sent it on (T15) was late if it had been told so by then. */
const DECIDED_IN_TIME = `CASE WHEN s.sent_on_by IS NULL THEN s.at <= s.decide_by
  ELSE NOT EXISTS (SELECT 1 FROM overdue_alert a WHERE a.county = s.county AND a.referral_id = s.referral_id
    AND a.due_kind = 'decide' AND a.owner_institution = s.sent_on_by AND a.at < s.at) END`;
const STEPS = (...transitions: string[]) => `s.transition IN (${transitions.map((one) => `'${one}'`).join(', ')})`;
const COUNT = (where: string) => `count(*) FILTER (WHERE ${where})::int`;
/** Fell due in the period and is still not done. */
const STILL_DUE = (kind: string) => `due_kind = '${kind}' AND due_at < $5 AND ${IN_PERIOD('due_at')}`;

const SUMS: Statement = {
  name: 'indicator-sums',
  text: `
    WITH step AS (
      SELECT e.county, e.referral_id, CASE WHEN e.detail ->> 'cause' = 'no-decision' THEN 'silence'
               WHEN e.transition = 'T15' THEN 'T07' ELSE e.transition END AS transition, e.at,
             e.detail #>> '{by,institution}' AS sent_on_by, referral.submitted_at, referral.decide_by, referral.urgency_class
        FROM referral_event e JOIN referral ON referral.county = e.county AND referral.id = e.referral_id
       WHERE ${TOUCHES} AND ${IN_PERIOD('e.at')}
         AND (e.transition IN ('T04', 'T06', 'T07', 'T10', 'T11', 'T18', 'T26', 'T27', 'T29', 'T30', 'T31')
           OR e.transition = 'T15' AND e.detail ->> 'cause' IN ('rejected', 'no-decision'))),
    steps AS (
      SELECT ${COUNT(`${STEPS('T06', 'T07')} AND urgency_class <> 'U1'`)} AS decided,
             ${COUNT(STEPS('T07'))} AS rejected, ${COUNT(STEPS('T04'))} AS returned,
             ${COUNT(`${STEPS('T06', 'T07')} AND urgency_class <> 'U1' AND ${DECIDED_IN_TIME}`)} AS "decidedInTime",
             ${COUNT(STEPS('silence'))} AS "passedOver",
             (percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.at - s.submitted_at))
               FILTER (WHERE ${STEPS('T06', 'T07')} AND urgency_class <> 'U1') / 60)::int AS "medianDecideMinutes",
             ${COUNT(STEPS('T26', 'T27'))} AS outcomes, ${COUNT(`${STEPS('T26', 'T27')} AND ${IN_TIME('outcome')}`)} AS "outcomesInTime",
             ${COUNT(STEPS('T29', 'T30'))} AS acknowledged,
             ${COUNT(`${STEPS('T29', 'T30')} AND ${IN_TIME('acknowledge')}`)} AS "acknowledgedInTime",
             ${COUNT(STEPS('T31'))} AS "followedUp", ${COUNT(`${STEPS('T31')} AND ${IN_TIME('follow-up')}`)} AS "followedUpInTime",
             ${COUNT(STEPS('T10', 'T11'))} AS confirmed, ${COUNT(STEPS('T18'))} AS missed
        FROM step s),
    cases AS (
      SELECT ${COUNT(`direction = 'up' AND ${IN_PERIOD('submitted_at')}`)} AS up,
             ${COUNT(`direction = 'down' AND ${IN_PERIOD('submitted_at')}`)} AS down,
             ${COUNT(`direction = 'up' AND progress ? 'bounceBackOf' AND ${IN_PERIOD('submitted_at')}`)} AS bounced,
             ${COUNT(`arrived_at IS NOT NULL AND ${IN_PERIOD('arrived_at')}`)} AS arrived,
             ${COUNT(`state = 'closed' AND ${IN_PERIOD('arrived_at')}`)} AS "arrivedClosed",
             ${COUNT(`arrived_at >= $3 - interval '30 days' AND arrived_at < least($4, $5) - interval '30 days'`)} AS ripe,
             ${COUNT(`state = 'closed' AND arrived_at >= $3 - interval '30 days' AND arrived_at < least($4, $5) - interval '30 days'`)} AS "ripeClosed",
             ${COUNT(`urgency_class <> 'U1' AND ${STILL_DUE('decide')}`)} AS "decisionsMissed",
             ${COUNT(STILL_DUE('outcome'))} AS "outcomesMissed", ${COUNT(STILL_DUE('acknowledge'))} AS "acknowledgementsMissed",
             ${COUNT(STILL_DUE('follow-up'))} AS "followUpsMissed",
             (percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM
                 (progress ->> 'handoverDoneAt')::timestamptz - (progress ->> 'arrivedAmbulanceAt')::timestamptz))
               FILTER (WHERE progress ? 'handoverDoneAt' AND progress ? 'arrivedAmbulanceAt' AND ${IN_PERIOD('arrived_at')}) / 60)::int
               AS "medianHandoverMinutes"
        FROM referral
       WHERE ${TOUCHES} AND (${IN_PERIOD('submitted_at')} OR arrived_at >= $3 - interval '30 days' AND arrived_at < $4
          OR due_at < $5 AND ${IN_PERIOD('due_at')}))
    SELECT * FROM steps, cases`,
};

/**
 * One statement for all of them: the steps of the period, and the cases that began, arrived or fell due in it. A rejection
 * that leads on to the next candidate is a T15, and a rejection all the same; a silence that does so is a decision missed.
 */
export async function sumsOf(tx: EntityManager, now: Date, of: Counted): Promise<Sums> {
  const [sums] = await run<Sums>(tx, SUMS, [of.county, of.institutions ?? null, of.since, of.before, now]);
  return sums as Sums;
}
