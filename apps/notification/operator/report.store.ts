import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel, DeliveryState } from '../delivery/delivery.js';
import type { DeliveryKey } from '../delivery/record.store.js';
import type { Urgency } from '../notice/notice.js';
import type { SettledHow } from './report.dto.js';

interface OpenRow {
  channel: Channel;
  queued: number;
  waiting: number;
  oldestDueSince: Date | null;
  dead: number;
}

interface EndedRow {
  channel: Channel;
  sent: number;
  delivered: number;
}

export interface DeliveryRow {
  id: string;
  noticeId: string;
  recipient: string;
  channel: Channel;
  urgency: Urgency;
  state: DeliveryState;
  attempts: number;
  reason: string | null;
  referralId: string | null;
  createdAt: Date;
}

/** By state, so that each part is read from the index of its state. */
const OPEN: Statement = {
  name: 'report-open',
  text: `
    SELECT channel, count(*) FILTER (WHERE state <> 'dead' AND next_at <= business_now())::int AS queued,
           count(*) FILTER (WHERE state = 'waiting' AND next_at > business_now())::int AS waiting,
           min(next_at) FILTER (WHERE state <> 'dead' AND next_at <= business_now()) AS "oldestDueSince",
           count(*) FILTER (WHERE state = 'dead')::int AS dead
      FROM (${['waiting', 'sending', 'dead']
        .map(
          (state) =>
            `SELECT channel, state, next_at FROM delivery WHERE state = '${state}' AND ($1 = '*' OR owner_county = $1)`,
        )
        .join(' UNION ALL ')}) open
     GROUP BY channel`,
};

const ENDED: Statement = {
  name: 'report-ended',
  text: `
    SELECT channel, count(*) FILTER (WHERE state = 'sent')::int AS sent,
           count(*) FILTER (WHERE state = 'delivered')::int AS delivered
      FROM delivery
     WHERE state IN ('sent', 'delivered') AND ended_at > business_now() - interval '24 hours' AND ($1 = '*' OR owner_county = $1)
     GROUP BY channel`,
};

const FAILED: Statement = {
  name: 'report-failed',
  text: `
    SELECT a.channel, count(*)::int AS count FROM delivery_attempt a
      JOIN delivery d ON d.county = a.county AND d.id = a.delivery_id
     WHERE ($1 = '*' OR d.owner_county = $1) AND a.at > clock_timestamp() - interval '24 hours' AND a.result <> 'accepted'
     GROUP BY a.channel`,
};

const REASONS: Statement = {
  name: 'report-reasons',
  text: `SELECT channel, coalesce(reason, '') AS reason, count(*)::int AS count FROM delivery
          WHERE ($1 = '*' OR owner_county = $1) AND state = 'dead' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100`,
};

const PAUSED: Statement = {
  name: 'report-paused',
  text: 'SELECT key FROM breaker WHERE open_until > clock_timestamp()',
};

const ITEM = `id, notice_id AS "noticeId", recipient, channel, urgency, state, attempts, reason,
  referral_id AS "referralId", created_at AS "createdAt"`;

const LIST: Statement = {
  name: 'delivery-list',
  text: `SELECT ${ITEM} FROM delivery
          WHERE owner_county = $1 AND institution = $2 AND state = $3 AND ($4::uuid IS NULL OR id < $4)
          ORDER BY id DESC LIMIT $5`,
};

const OF_HOUSE = 'owner_county = $1 AND institution = $2';

const PUT_BACK: Statement = {
  name: 'delivery-put-back',
  text: `UPDATE delivery SET state = 'waiting', reason = NULL, ended_at = NULL, next_at = $4, spared = attempts
          WHERE ${OF_HOUSE} AND id = $3 AND state = 'dead' AND (expires_at IS NULL OR expires_at > $4)
      RETURNING county, ${ITEM}`,
};

const PUT_ALL_BACK: Statement = {
  name: 'delivery-put-all-back',
  text: `UPDATE delivery d SET state = 'waiting', reason = NULL, ended_at = NULL, next_at = $3, spared = d.attempts FROM (
      SELECT county, id FROM delivery
       WHERE ${OF_HOUSE} AND state = 'dead' AND (expires_at IS NULL OR expires_at > $3) AND channel = $4
         AND ($5::text IS NULL OR reason = $5)
       ORDER BY rank, id LIMIT $6 FOR UPDATE SKIP LOCKED) due
     WHERE d.county = due.county AND d.id = due.id
    RETURNING d.county, d.id`,
};

const SETTLE: Statement = {
  name: 'delivery-settle',
  text: `UPDATE delivery SET state = 'settled', settled_how = $4, settled_by = $5, ended_at = $6
          WHERE ${OF_HOUSE} AND id = $3 AND state = 'dead' RETURNING ${ITEM}`,
};

const FIND: Statement = {
  name: 'delivery-find',
  text: `SELECT ${ITEM} FROM delivery WHERE ${OF_HOUSE} AND id = $3`,
};

const REDRIVE: Statement = {
  name: 'delivery-redrive',
  text: `INSERT INTO delivery_redrive (county, delivery_id, id, account, practitioner, at)
         SELECT county, delivery_id, id, $4, $5, $6
           FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS row (county, delivery_id, id)`,
};

/** What is open, by channel, of what the transaction's scope may see; `*` = every county. */
export function openRows(tx: EntityManager, county: string): Promise<OpenRow[]> {
  return run(tx, OPEN, [county]);
}

/** What left the house in the last 24 hours. */
export function endedRows(tx: EntityManager, county: string): Promise<EndedRow[]> {
  return run(tx, ENDED, [county]);
}

export function failedAttempts(tx: EntityManager, county: string): Promise<{ channel: Channel; count: number }[]> {
  return run(tx, FAILED, [county]);
}

export function deadReasons(
  tx: EntityManager,
  county: string,
): Promise<{ channel: Channel; reason: string; count: number }[]> {
  return run(tx, REASONS, [county]);
}

export async function pausedKeys(tx: EntityManager): Promise<string[]> {
  return (await run<{ key: string }>(tx, PAUSED, [])).map(({ key }) => key);
}

/** Newest first, before a given id. */
export function listDeliveries(
  tx: EntityManager,
  { county, institution }: House,
  { state, before, limit }: { state: DeliveryState; before: string | null; limit: number },
): Promise<DeliveryRow[]> {
  return run(tx, LIST, [county, institution, state, before, limit + 1]);
}

/** Whose people must act on a delivery. */
export type House = Pick<Principal, 'county' | 'institution'>;

/** One delivery of a house, at some time of business. */
export interface Chosen {
  readonly of: House;
  readonly id: string;
  readonly now: Date;
}

export async function findDelivery(
  tx: EntityManager,
  { of: { county, institution }, id }: Chosen,
): Promise<DeliveryRow | undefined> {
  return (await run<DeliveryRow>(tx, FIND, [county, institution, id]))[0];
}

/** A person ends what was given up. @returns undefined unless it is dead */
export async function settle(
  tx: EntityManager,
  { of: { county, institution }, id, now }: Chosen,
  how: SettledHow,
  by: Principal,
): Promise<DeliveryRow | undefined> {
  return (await run<DeliveryRow>(tx, SETTLE, [county, institution, id, how, by.account, now]))[0];
}

/** Gives a dead delivery all its attempts again. @returns undefined unless it is dead and still of use */
export async function putBack(
  tx: EntityManager,
  { of: { county, institution }, id, now }: Chosen,
  by: Principal,
): Promise<DeliveryRow | undefined> {
  const [row] = await run<DeliveryRow & DeliveryKey>(tx, PUT_BACK, [county, institution, id, now]);
  if (!row) return undefined;
  await noteRedrives(tx, [row], by, now);
  const { county: _county, ...item } = row;
  return item;
}

/** As {@link putBack} for all that a channel gave up, the most urgent first. @returns how many */
export async function putAllBack(
  tx: EntityManager,
  { of: { county, institution }, now, most }: Omit<Chosen, 'id'> & { most: number },
  { channel, reason }: { channel: Channel; reason?: string },
  by: Principal,
): Promise<number> {
  const values = [county, institution, now, channel, reason ?? null, most];
  const back = await run<DeliveryKey>(tx, PUT_ALL_BACK, values);
  await noteRedrives(tx, back, by, now);
  return back.length;
}

async function noteRedrives(tx: EntityManager, back: readonly DeliveryKey[], by: Principal, now: Date): Promise<void> {
  if (back.length === 0) return;
  const [counties, ids] = [back.map(({ county }) => county), back.map(({ id }) => id)];
  await run(tx, REDRIVE, [counties, ids, back.map(() => v7()), by.account, by.practitioner, now]);
}
