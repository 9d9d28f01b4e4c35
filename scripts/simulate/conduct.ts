import type { Account } from '../demo/county/accounts.js';
import { ANGINA } from '../demo/story/forms.js';
import type { Case } from './cases.js';
import { UP_OUTCOME_OF } from './forms.js';
import type { Seen } from './observation.store.js';
import { betweenNowAndDue, inHours, inMinutes, pastDue } from './pace.js';

export type Post = { role: Account['roles'][0]; institution: string; department?: string } | { practitioner: string };

/** What somebody is going to do, unless the referral changes before. */
export interface Intent {
  readonly at: Date;
  readonly by: Post;
  /** Name of an action as the API offers it; `hand-back` submits the down-referral of a treated patient. */
  readonly action: string;
  /** What is said when the time has come. */
  readonly body?: (now: Date) => object;
}

export interface View {
  readonly seen: Seen;
  readonly now: Date;
  readonly of: Case;
}

const none = undefined;
const ACCEPT = () => ({ decision: 'accept' });
const contact = (now: Date) => ({
  followUp: { at: now.toISOString(), text: '电话联系，情况良好 Spoke by telephone, is well' },
});

/**
 * How people act on a referral in each state: mostly in time, sometimes late or not at all, sometimes otherwise than
 * hoped. Percentages are the simulation's own, chosen so that every road is taken; they are no claim about a county.
 */
export const CONDUCT: Readonly<Record<string, (view: View) => Intent | undefined>> = {
  submitted: (view) => decide(view),
  'under-review': (view) => decide(view),
  returned: (view) => inTime(view, 'answer', referrer(view), () => ({ text: '已补充 Added' })),
  accepted: (view) => (view.seen.direction === 'down' ? planContact(view) : chooseUnit(view)),
  waitlisted: (view) => afterTheWindow(view),
  reserved: (view) => (view.of.dice.happens(5) ? none : inTime(view, 'confirm', referrer(view))),
  confirmed: (view) => visit(view),
  arrived: (view) => (view.seen.direction === 'down' ? report(view) : startCare(view)),
  'in-care': (view) => (view.seen.direction === 'down' ? report(view) : endCare(view)),
  'outcome-returned': (view) => acknowledge(view),
  'follow-up': (view) => inTime(view, 'record-follow-up', referrer(view), contact),
  'no-show': (view) => inTime(view, 'acknowledge', referrer(view), contact),
  rejected: (view) => inTime(view, 'acknowledge-ending', referrer(view)),
  expired: (view) => inTime(view, 'acknowledge-ending', referrer(view)),
  cancelled: (view) => inTime(view, 'acknowledge-ending', referrer(view)),
};

function decide(view: View): Intent | undefined {
  const { seen, of } = view;
  const by = receivingDoctor(seen);
  if (seen.direction === 'down') return inTime(view, 'accept', by, ACCEPT);
  const roll = of.dice.between(1, 100);
  // Nobody looks at it for long: the next candidate is asked, or the ladder climbs.
  if (roll <= 3) return { at: pastDue(view, 250), by, action: 'accept', body: ACCEPT };
  if (roll <= 7)
    return inTime(view, 'return-for-info', by, () => ({ decision: 'return-for-info', questions: ['results'] }));
  if (roll <= 11) {
    const alternative = { advice: '普通门诊即可 An ordinary clinic will do' };
    return inTime(view, 'reject', by, () => ({ decision: 'reject', reason: 'not-indicated', alternative }));
  }
  return inTime(view, 'accept', by, ACCEPT);
}

function planContact(view: View): Intent {
  return inTime(view, 'set-first-contact', receivingDoctor(view.seen), (now) => ({
    at: inHours(now, 48).toISOString(),
  }));
}

/** After a lapse the doctor takes one of the units that are offered; without any the patient comes when time is up. */
function chooseUnit(view: View): Intent | undefined {
  const { options } = view.seen;
  if (!options?.length) return afterTheWindow(view);
  const { sessionId } = view.of.dice.pick(options);
  return inTime(view, 'request-unit', referrer(view), () => ({ sessionId }));
}

function afterTheWindow(view: View): Intent | undefined {
  if (!view.seen.dueAt) return none;
  const at = pastDue(view, 5);
  if (view.of.dice.happens(20))
    return { at, by: referrer(view), action: 'cancel', body: () => ({ reason: 'treated-elsewhere' }) };
  return { at, by: desk(view.seen, 'arrival-desk'), action: 'record-arrival' };
}

function visit(view: View): Intent | undefined {
  const { seen, of, now } = view;
  if (seen.direction === 'down') {
    const at = new Date(seen.progress.firstContactAt ?? seen.dueAt ?? now);
    return { at, by: receivingDoctor(seen), action: 'record-arrival' };
  }
  const startsAt = new Date(seen.unit?.startsAt ?? now);
  const roll = of.dice.between(1, 100);
  if (roll <= 4) return none;
  if (roll <= 6) {
    const early = new Date((now.getTime() + startsAt.getTime()) / 2);
    return { at: early, by: referrer(view), action: 'cancel', body: () => ({ reason: 'recovered' }) };
  }
  return { at: inMinutes(startsAt, of.dice.between(-15, 5)), by: desk(seen, 'arrival-desk'), action: 'record-arrival' };
}

function startCare(view: View): Intent {
  return {
    at: inMinutes(view.now, view.of.dice.between(5, 40)),
    by: desk(view.seen, 'arrival-desk'),
    action: 'start-care',
  };
}

/** A visit ends the same day, a stay after some days; nearly all go home with a plan. */
function endCare(view: View): Intent {
  const { seen, of, now } = view;
  const hours = seen.purpose === 'admission' ? of.dice.between(30, 130) : of.dice.between(1, 3);
  const by = receivingDoctor(seen);
  if (of.handBack && !seen.progress.queried) return { at: inHours(now, hours), by, action: 'hand-back' };
  const outcome = UP_OUTCOME_OF(of.dice.happens(30));
  return { at: inHours(now, hours), by, action: 'return-outcome', body: () => outcome };
}

function report(view: View): Intent {
  const body = {
    outcome: 'handover-done',
    finalDiagnosis: [ANGINA],
    adviceToFamilyDoctor: '已接续管理 Handover done',
    followUpNeeded: false,
  };
  return inTime(view, 'return-outcome', receivingDoctor(view.seen), () => body);
}

function acknowledge(view: View): Intent {
  if (!view.seen.progress.queried && view.of.dice.happens(4))
    return inTime(view, 'query-outcome', referrer(view), () => ({ text: '剂量是多少 Which dose?' }));
  return inTime(view, 'acknowledge', referrer(view));
}

/** Before the deadline; in three of a hundred cases after it. */
function inTime(view: View, action: string, by: Post, body?: Intent['body']): Intent {
  const late = view.of.dice.happens(3);
  const at = late ? pastDue(view, view.of.dice.between(20, 150)) : betweenNowAndDue(view);
  return { at, by, action, ...(body && { body }) };
}

const referrer = ({ seen }: View): Post => ({ practitioner: seen.fromPractitioner });
const desk = (seen: Seen, role: 'arrival-desk'): Post => ({ role, institution: seen.toInstitution });

function receivingDoctor(seen: Seen): Post {
  const role = seen.direction === 'down' ? 'family-doctor' : 'hospital-doctor';
  return { role, institution: seen.toInstitution, department: seen.toDepartment };
}
