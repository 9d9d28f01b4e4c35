import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel, Language, NewDelivery } from '../delivery/delivery.js';
import type { Urgency } from '../notice/notice.js';
import type { Person } from '../reach/reach.store.js';

const READ: Statement = {
  name: 'waiting-of-person',
  text: `
    SELECT d.id, d.notice_id AS "noticeId", d.channel, d.fallback, d.urgency, d.language, d.owner, d.institution, d.owner_county AS "ownerCounty",
           d.expires_at AS "expiresAt"
      FROM delivery d JOIN notice n ON n.county = d.county AND n.id = d.notice_id
     WHERE d.county = $1 AND d.recipient = $2 AND d.state = 'waiting' AND d.attempts = 0 AND d.urgency <> 'urgent'
       AND coalesce(n.facts ->> 'urgencyClass', '') NOT IN ('U1', 'U2')
     ORDER BY d.id FOR UPDATE OF d`,
};

const MOVE: Statement = {
  name: 'waiting-move',
  text: `UPDATE delivery SET next_at = $3, language = $4 WHERE county = $1 AND id = ANY ($2::uuid[])`,
};

const WITHDRAW: Statement = {
  name: 'waiting-withdraw',
  text: `UPDATE delivery SET state = 'cancelled', reason = 'preference-changed', ended_at = business_now()
          WHERE county = $1 AND id = ANY ($2::uuid[])`,
};

/** What waits for one person and may still be changed: not tried yet, and neither U1 nor U2. */
export interface Waiting {
  readonly id: string;
  readonly noticeId: string;
  readonly channel: Channel;
  readonly fallback: readonly Channel[];
  readonly urgency: Urgency;
  readonly language: Language;
  readonly owner: string;
  readonly ownerCounty: string;
  readonly institution: string;
  readonly expiresAt: Date | null;
}

export const recipientOf = ({ practitioner }: Person): string => `practitioner:${practitioner}`;

/** Locked: no worker takes them meanwhile. */
export function lockWaiting(tx: EntityManager, person: Person): Promise<Waiting[]> {
  return run<Waiting>(tx, READ, [person.county, recipientOf(person)]);
}

/** The same delivery at another time, in another language. */
export async function moveWaiting(
  tx: EntityManager,
  county: string,
  ids: readonly string[],
  { notBefore, language }: Pick<NewDelivery, 'notBefore' | 'language'>,
): Promise<void> {
  if (ids.length > 0) await run(tx, MOVE, [county, ids, notBefore, language]);
}

export async function withdrawWaiting(tx: EntityManager, county: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await run(tx, WITHDRAW, [county, ids]);
}
