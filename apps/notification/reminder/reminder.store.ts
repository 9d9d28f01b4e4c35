import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { ofThose, type Whose } from '#service/timer/counties.js';
import type { About, Reminder } from './reminders.js';

type Versions = Partial<Record<About, number>>;

/** A referral, and the version that spoke last of each kind of its reminders. */
export interface Course {
  readonly county: string;
  readonly referralId: string;
  readonly fromInstitution: string;
  readonly toInstitution: string;
  readonly versions: Versions;
}

export interface NewReminder extends Reminder {
  readonly id: string;
  readonly county: string;
  readonly referralId: string;
  readonly about: About;
  readonly fromInstitution: string;
  readonly toInstitution: string;
  /** Payload of the message that it was made by: ids, codes and times. */
  readonly data: object;
}

const NOTE: Statement = {
  name: 'reminder-course-note',
  text: `
    INSERT INTO reminder_course AS known (county, referral_id, from_institution, to_institution, visit, hold, follow_up, down, heard_at)
    SELECT row.*, $9::timestamptz FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[])
        AS row (county, referral_id, from_institution, to_institution, visit, hold, follow_up, down) ORDER BY row.county, row.referral_id
        ON CONFLICT (county, referral_id) DO UPDATE SET to_institution = excluded.to_institution, visit = greatest(known.visit, excluded.visit),
          hold = greatest(known.hold, excluded.hold), follow_up = greatest(known.follow_up, excluded.follow_up),
          down = greatest(known.down, excluded.down), heard_at = excluded.heard_at
    RETURNING referral_id AS "referralId", visit, hold, follow_up AS "follow-up", down`,
};

/** Keeps the highest version of each kind. @returns what counts now: a lower one than kept comes late */
export async function noteCourses(
  tx: EntityManager,
  now: Date,
  courses: readonly Course[],
): Promise<Map<string, Record<About, number>>> {
  if (courses.length === 0) return new Map();
  const of = <T>(value: (course: Course) => T) => courses.map(value);
  const rows = await run<Record<About, number> & { referralId: string }>(tx, NOTE, [
    of((one) => one.county),
    of((one) => one.referralId),
    of((one) => one.fromInstitution),
    of((one) => one.toInstitution),
    of(({ versions }) => versions.visit ?? 0),
    of(({ versions }) => versions.hold ?? 0),
    of(({ versions }) => versions['follow-up'] ?? 0),
    of(({ versions }) => versions.down ?? 0),
    now,
  ]);
  return new Map(rows.map((row) => [row.referralId, row]));
}

const CANCEL: Statement = {
  name: 'reminder-cancel',
  text: `DELETE FROM reminder WHERE (county, referral_id, about) IN (SELECT * FROM unnest($1::bpchar[], $2::uuid[], $3::text[]))`,
};
const INSERT: Statement = {
  name: 'reminder-insert',
  text: `
    INSERT INTO reminder (county, id, referral_id, about, event, from_institution, to_institution, due_at, useless_at, data)
    SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
      $9::timestamptz[], $10::jsonb[])`,
};

/** Cancels the reminders about some things and puts others in their place. */
export async function replaceReminders(
  tx: EntityManager,
  over: readonly Pick<NewReminder, 'county' | 'referralId' | 'about'>[],
  made: readonly NewReminder[],
): Promise<void> {
  if (over.length > 0) {
    await run(tx, CANCEL, [over.map((o) => o.county), over.map((o) => o.referralId), over.map((o) => o.about)]);
  }
  if (made.length === 0) return;
  const of = <T>(value: (one: NewReminder) => T) => made.map(value);
  await run(tx, INSERT, [
    of((one) => one.county),
    of((one) => one.id),
    of((one) => one.referralId),
    of((one) => one.about),
    of((one) => one.event),
    of((one) => one.fromInstitution),
    of((one) => one.toInstitution),
    of((one) => one.dueAt),
    of((one) => one.uselessAt),
    of((one) => JSON.stringify(one.data)),
  ]);
}

/** A reminder whose time has come. */
export interface DueReminder {
  readonly id: string;
  readonly county: string;
  readonly event: string;
  readonly dueAt: Date;
  readonly uselessAt: Date;
  readonly data: object;
}

const TAKE: Statement = {
  name: 'reminder-take',
  text: `
    DELETE FROM reminder WHERE (county, id) IN (
      SELECT county, id FROM reminder WHERE due_at <= $1 AND ${ofThose('county', 3)} ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
    RETURNING id, county, event, due_at AS "dueAt", useless_at AS "uselessAt", data`,
};

/** Takes what is due in these counties; another process that looks at the same time gets others. */
export function takeDue(tx: EntityManager, now: Date, limit: number, whose: Whose): Promise<DueReminder[]> {
  return run<DueReminder>(tx, TAKE, [now, limit, whose.except, whose.only ?? null]);
}

const FORGET: Statement = {
  name: 'reminder-course-forget',
  text: `DELETE FROM reminder_course WHERE (county, referral_id) IN (SELECT county, referral_id FROM reminder_course
    WHERE heard_at <= $1::timestamptz - interval '400 days' ORDER BY heard_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
};

/** Referrals of which nothing was heard for longer than one can last. */
export async function forgetCourses(tx: EntityManager, now: Date): Promise<void> {
  await run(tx, FORGET, [now]);
}
