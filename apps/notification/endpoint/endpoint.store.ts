import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';

export interface WebhookRow {
  county: string;
  id: string;
  institution: string;
  url: string;
  secretSealed: string;
  createdAt: Date;
}

export interface PushRow {
  county: string;
  practitioner: string;
  id: string;
  institution: string;
  sealed: string;
}

const WEBHOOK = `county, id, institution, url, secret_sealed AS "secretSealed", created_at AS "createdAt"`;
const PUSH = 'county, practitioner, id, institution, sealed';

const INSERT_WEBHOOK: Statement = {
  name: 'webhook-insert',
  text: `INSERT INTO webhook (county, id, institution, url, secret_sealed, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
};
const LIST_WEBHOOKS: Statement = {
  name: 'webhook-list',
  text: `SELECT ${WEBHOOK} FROM webhook WHERE county = $1 AND institution = $2 AND ended_at IS NULL ORDER BY id`,
};
const END_WEBHOOK: Statement = {
  name: 'webhook-end',
  text: `UPDATE webhook SET ended_at = $4 WHERE county = $1 AND institution = $2 AND id = $3 AND ended_at IS NULL
         RETURNING ${WEBHOOK}`,
};
const WEBHOOKS_BY_ID: Statement = {
  name: 'webhook-by-id',
  text: `SELECT ${WEBHOOK} FROM webhook JOIN unnest($1::text[], $2::uuid[]) AS asked (c, i) ON county = c AND id = i
          WHERE ended_at IS NULL`,
};
const WEBHOOKS_OF: Statement = {
  name: 'webhook-of-houses',
  text: `SELECT ${WEBHOOK} FROM webhook
          WHERE (county, institution) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND ended_at IS NULL`,
};
const SAVE_PUSH: Statement = {
  name: 'push-save',
  text: `INSERT INTO push_subscription AS known (county, practitioner, id, institution, endpoint_digest, sealed, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT ON CONSTRAINT push_subscription_once
             DO UPDATE SET id = excluded.id, institution = excluded.institution, sealed = excluded.sealed
         RETURNING id, created_at AS "createdAt"`,
};
/** One browser is one person's: whoever subscribed last. */
const TAKE_PUSH: Statement = {
  name: 'push-take',
  text: 'DELETE FROM push_subscription WHERE endpoint_digest = $1 AND (county, practitioner) <> ($2, $3)',
};
const PUSH_OF: Statement = {
  name: 'push-of',
  // Who has left the house in which the browser was subscribed is told nothing there any more.
  text: `SELECT ${PUSH} FROM push_subscription s
           JOIN unnest($1::text[], $2::uuid[]) AS asked (c, p) ON county = c AND practitioner = p
          WHERE NOT EXISTS (SELECT FROM staff_member m WHERE m.county = s.county AND m.practitioner = s.practitioner
                               AND (m.institution <> s.institution OR m.until <= (business_now() AT TIME ZONE 'Asia/Shanghai')::date))
          ORDER BY id`,
};
const FORGET_PUSH: Statement = {
  name: 'push-forget',
  text: 'DELETE FROM push_subscription WHERE county = $1 AND practitioner = $2 AND endpoint_digest = ANY ($3::text[])',
};
const END_PUSH: Statement = {
  name: 'push-end',
  text: 'DELETE FROM push_subscription WHERE county = $1 AND practitioner = $2 AND id = $3 RETURNING created_at AS "createdAt"',
};

/** @returns false where the house has told of this address already */
export async function insertWebhook(tx: EntityManager, row: WebhookRow, by: string): Promise<boolean> {
  const values = [row.county, row.id, row.institution, row.url, row.secretSealed, by, row.createdAt];
  return (await run(tx, INSERT_WEBHOOK, values)).length > 0;
}

export function listWebhooks(tx: EntityManager, county: string, institution: string): Promise<WebhookRow[]> {
  return run(tx, LIST_WEBHOOKS, [county, institution]);
}

export async function endWebhook(
  tx: EntityManager,
  { county, institution, id }: Pick<WebhookRow, 'county' | 'institution' | 'id'>,
  now: Date,
): Promise<WebhookRow | undefined> {
  return (await run<WebhookRow>(tx, END_WEBHOOK, [county, institution, id, now]))[0];
}

export function webhooksById(
  tx: EntityManager,
  keys: readonly { county: string; id: string }[],
): Promise<WebhookRow[]> {
  return run(tx, WEBHOOKS_BY_ID, [keys.map(({ county }) => county), keys.map(({ id }) => id)]);
}

export function webhooksOf(
  tx: EntityManager,
  houses: readonly { county: string; institution: string }[],
): Promise<WebhookRow[]> {
  return run(tx, WEBHOOKS_OF, [houses.map(({ county }) => county), houses.map(({ institution }) => institution)]);
}

/** The same browser again gets one row with its new keys; of whoever used it before it is no more. */
export async function savePush(
  tx: EntityManager,
  row: PushRow,
  digest: string,
  now: Date,
): Promise<{ id: string; createdAt: Date }> {
  await run(tx, TAKE_PUSH, [digest, row.county, row.practitioner]);
  const values = [row.county, row.practitioner, row.id, row.institution, digest, row.sealed, now];
  const [saved] = await run<{ id: string; createdAt: Date }>(tx, SAVE_PUSH, values);
  return saved!;
}

export function pushOf(
  tx: EntityManager,
  people: readonly { county: string; practitioner: string }[],
): Promise<PushRow[]> {
  return run(tx, PUSH_OF, [people.map(({ county }) => county), people.map(({ practitioner }) => practitioner)]);
}

export async function endPush(
  tx: EntityManager,
  county: string,
  practitioner: string,
  id: string,
): Promise<{ createdAt: Date } | undefined> {
  return (await run<{ createdAt: Date }>(tx, END_PUSH, [county, practitioner, id]))[0];
}

/** Browsers that are gone. */
export async function forgetPush(
  tx: EntityManager,
  county: string,
  practitioner: string,
  digests: readonly string[],
): Promise<void> {
  await run(tx, FORGET_PUSH, [county, practitioner, digests]);
}
