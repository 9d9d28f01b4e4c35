import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import type { Policies } from '#service/rules/policies.js';
import type { ReferralData } from '../notice/facts.js';
import { type Course, type NewReminder, noteCourses, replaceReminders } from './reminder.store.js';
import { ABOUT, type About, remindersAfter } from './reminders.js';
import { reminderTimes } from './times.js';

/** The newest that a batch says of one referral and thing. */
interface Word {
  readonly about: About;
  readonly version: number;
  readonly reminders: NewReminder[];
}

/** Makes, moves and cancels reminders after fresh messages; in the transaction that claims them. */
export async function planReminders(
  tx: EntityManager,
  now: Date,
  messages: readonly Envelope[],
  policies: Policies,
): Promise<void> {
  const courses = new Map<string, Course>();
  const words = new Map<string, Word & { course: Course }>();
  for (const message of messages.filter(isStep)) {
    const data = message.data as ReferralData;
    const { referralId, referralCounty: county, fromInstitution, toInstitution } = data;
    const times = reminderTimes(await policies.of(county), { county, institution: toInstitution }, now);
    const course = courses.get(referralId) ?? { county, referralId, fromInstitution, toInstitution, versions: {} };
    courses.set(referralId, course);
    for (const about of ABOUT) {
      const after = remindersAfter(about, message, times);
      const version = message.aggregateVersion;
      if (!after || version <= (course.versions[about] ?? 0)) continue;
      course.versions[about] = version;
      // What would have been told by now was told by the message itself.
      const ahead = after.filter(({ dueAt, uselessAt }) => dueAt > now && dueAt < uselessAt);
      const reminders = ahead.map((one) => ({
        ...one,
        id: v7(),
        county,
        referralId,
        about,
        fromInstitution,
        toInstitution,
        data,
      }));
      words.set(`${referralId} ${about}`, { about, version, reminders, course });
    }
  }
  const applied = await noteCourses(tx, now, [...courses.values()]);
  const fresh = [...words.values()].filter(
    ({ about, version, course }) => applied.get(course.referralId)?.[about] === version,
  );
  await replaceReminders(
    tx,
    fresh.map(({ about, course: { county, referralId } }) => ({ county, referralId, about })),
    fresh.flatMap(({ reminders }) => reminders),
  );
}

/** Steps of a referral; an alert of its ladder is none, and raises no version. */
function isStep({ name, data }: Envelope): boolean {
  return name.startsWith('referral.') && name !== 'referral.overdue.v1' && 'toState' in (data as object);
}
