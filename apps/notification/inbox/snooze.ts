import { localDate } from '#service/calendar/local-time.js';
import { Problem } from '#service/problem/problem.js';
import type { Place } from '#service/rules/policy.js';
import type { Rules } from '#service/rules/rules.js';
import { after } from '#service/rules/working-hours.js';
import type { Facts, Urgency } from '../notice/notice.js';

/** The longest a notice may be put off is clock time: no calendar has a say in it. */
const EVERY_DAY = { get: () => undefined, knows: () => true };

/**
 * Until when a notice may rest: not longer than the rule of its urgency, and a task not past its own deadline.
 * @returns `until` @throws Problem 422 `SNOOZE_TOO_LONG` with the latest instant that is allowed, or for the past
 */
export function checkUntil(
  until: Date,
  { urgency, facts }: { urgency: Urgency; facts: Facts },
  rules: Rules,
  place: Place,
  now: Date,
): Date {
  if (until <= now) throw refused('past', 'The time must be still to come.');
  const longest = after(now, rules.duration(`snooze.longest.${urgency}`, place, localDate(now)), EVERY_DAY);
  const due = urgency !== 'info' && facts.dueAt ? new Date(facts.dueAt) : undefined;
  const latest = due && due > now && due < longest ? due : longest;
  if (until > latest) throw refused('too-late', `It may rest until ${latest.toISOString()}.`, latest);
  return until;
}

function refused(code: string, message: string, latest?: Date): Problem {
  return new Problem({
    status: 422,
    code: 'SNOOZE_TOO_LONG',
    detail: 'The notice cannot be put off until then.',
    errors: [{ field: 'until', code, message }],
    more: latest ? { latest: latest.toISOString() } : {},
  });
}
