import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { PatientOf } from '../delivery/delivery.js';
import type { OpenItem } from '../inbox/open-item.js';
import type { Audience } from './audience.js';
import type { Notice } from './notice.js';
import type { WaysName } from './ways.js';

/** A notice with what the table keeps besides; `seq` comes from the database. */
export interface NewNotice extends Omit<Notice, 'seq'> {
  readonly county: string;
  readonly institution: string;
  readonly messageId: string;
  /** How it is told beside the inbox; absent = not at all. */
  readonly ways?: WaysName;
  /** Of a patient or a contact: whose file knows the telephone. */
  readonly patientOf?: PatientOf;
  /** Who must call where it reached nobody; absent = whoever it is for. */
  readonly caller?: Audience;
  /** The question or the request that it is about, where that is no referral: a task about it ends with it. */
  readonly subjectId?: string;
  /** What is overdue, where it tells of a rung of the ladder. */
  readonly item?: OpenItem;
}

const WRITE: Statement = {
  name: 'notice-write',
  // The counters' locks, taken in order, make the order of seq the order of commit.
  text: `
    WITH counted AS (
      INSERT INTO audience_counter AS counter (county, audience, last_seq)
      SELECT county, audience, count(*) FROM unnest($1::text[], $3::text[]) AS row (county, audience)
       GROUP BY county, audience ORDER BY county, audience
          ON CONFLICT (county, audience) DO UPDATE SET last_seq = counter.last_seq + excluded.last_seq
      RETURNING county, audience, last_seq)
    INSERT INTO notice (county, id, audience, seq, institution, message_id, event, template, urgency, referral_id,
                        referral_no, facts, occurred_at, item, subject_id)
    SELECT row.county, row.id, row.audience, counted.last_seq - row.later, row.institution, row.message_id, row.event,
           row.template, row.urgency, row.referral_id, row.referral_no, row.facts, row.occurred_at, row.item,
           row.subject_id
      FROM unnest($1::text[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                  $9::text[], $10::uuid[], $11::text[], $12::jsonb[], $13::timestamptz[], $14::jsonb[], $15::uuid[])
        AS row (county, id, audience, later, institution, message_id, event, template, urgency, referral_id,
                referral_no, facts, occurred_at, item, subject_id)
      JOIN counted ON counted.county = row.county AND counted.audience = row.audience
    RETURNING id, seq`,
};

/** Writes notices in one statement and gives them their place within their audience, in the order given. */
export async function writeNotices(tx: EntityManager, notices: readonly NewNotice[]): Promise<Notice[]> {
  if (notices.length === 0) return [];
  const rows = await run<{ id: string; seq: number }>(tx, WRITE, [
    notices.map((n) => n.county),
    notices.map((n) => n.id),
    notices.map((n) => n.audience),
    laterOfSameAudience(notices),
    notices.map((n) => n.institution),
    notices.map((n) => n.messageId),
    notices.map((n) => n.event),
    notices.map((n) => n.template),
    notices.map((n) => n.urgency),
    notices.map((n) => n.referralId ?? null),
    notices.map((n) => n.referralNo ?? null),
    notices.map((n) => JSON.stringify(n.facts)),
    notices.map((n) => n.occurredAt),
    notices.map((n) => (n.item ? JSON.stringify(n.item) : null)),
    notices.map((n) => n.subjectId ?? null),
  ]);
  const seqOf = new Map(rows.map((row) => [row.id, row.seq]));
  return notices.map((notice) => {
    const seq = seqOf.get(notice.id);
    if (seq === undefined) throw new Error('a notice was not written');
    return { ...readable(notice), seq };
  });
}

/** What readers may see of it. */
function readable(notice: NewNotice): Omit<Notice, 'seq'> {
  const {
    county: _c,
    institution: _i,
    messageId: _m,
    ways: _w,
    patientOf: _p,
    caller: _call,
    item: _it,
    subjectId: _s,
    ...rest
  } = notice;
  return rest;
}

/** For each notice, how many of its audience follow it in the list: its distance from the counter's new value. */
function laterOfSameAudience(notices: readonly NewNotice[]): number[] {
  const seen = new Map<string, number>();
  const later = notices.toReversed().map(({ county, audience }) => {
    const key = `${county} ${audience}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count;
  });
  return later.reverse();
}
