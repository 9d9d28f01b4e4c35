import { DESK_REASONS } from '../form/form.codes.js';
import type { ActionView, RefusedView } from '../form/referral.answer.js';
import { RECORDERS } from '../machine/actors.js';
import { stepsAllowed } from '../machine/referral.machine.js';
import type { ActorCode, EventName } from '../machine/vocabulary.js';
import { deskMayDecide, type Guarded, refusalOf } from '../road/guard.js';
import { detailOf } from '../road/permit.js';

interface Entrance {
  action: string;
  path: string;
  /** What the body must say to mean this action. */
  body?: object;
}

/** Where an event is asked for. An event without an entrance is the system's, or has one of its own (voids). */
const ENTRANCES: Partial<Record<EventName, Entrance>> = {
  review: { action: 'review', path: 'reviews' },
  accept: { action: 'accept', path: 'decisions', body: { decision: 'accept' } },
  reject: { action: 'reject', path: 'decisions', body: { decision: 'reject' } },
  redirect: { action: 'redirect', path: 'decisions', body: { decision: 'redirect' } },
  'return-form': { action: 'return-for-info', path: 'decisions', body: { decision: 'return-for-info' } },
  answer: { action: 'answer', path: 'answers' },
  reserve: { action: 'request-unit', path: 'unit-requests' },
  wait: { action: 'request-wait', path: 'wait-requests' },
  confirm: { action: 'confirm', path: 'confirmations' },
  reschedule: { action: 'reschedule', path: 'reschedules' },
  'set-first-contact': { action: 'set-first-contact', path: 'first-contacts' },
  arrive: { action: 'record-arrival', path: 'arrivals' },
  miss: { action: 'record-no-show', path: 'no-shows' },
  reopen: { action: 'reopen', path: 'reopenings' },
  'start-care': { action: 'start-care', path: 'care-starts' },
  'return-outcome': { action: 'return-outcome', path: 'outcomes' },
  'query-outcome': { action: 'query-outcome', path: 'outcome-queries' },
  'acknowledge-for-follow-up': { action: 'acknowledge', path: 'acknowledgements' },
  acknowledge: { action: 'acknowledge', path: 'acknowledgements' },
  'record-follow-up': { action: 'record-follow-up', path: 'acknowledgements' },
  'acknowledge-ending': { action: 'acknowledge-ending', path: 'acknowledgements' },
  'acknowledge-alert': { action: 'acknowledge-alert', path: 'alert-acknowledgements' },
  'take-over': { action: 'take-over', path: 'alert-acknowledgements' },
  'complete-form': { action: 'complete-form', path: 'form-completions' },
  cancel: { action: 'cancel', path: 'cancellations' },
  expire: { action: 'expire', path: 'expirations' },
  extend: { action: 'extend', path: 'extensions' },
  depart: { action: 'record-departure', path: 'departures' },
  'attempt-contact': { action: 'record-contact-attempt', path: 'contact-attempts' },
  'request-void': { action: 'request-void', path: 'voids' },
};

/** What desk, doctor and clerk may write down as the patient's wish. */
const WISH = { wish: { by: 'patient', channel: 'phone' } };
const WISHES: Partial<Record<EventName, Entrance>> = {
  confirm: { action: 'confirm-for-patient', path: 'confirmations', body: WISH },
  redirect: { action: 'choose-for-patient', path: 'patient-choices', body: WISH },
  cancel: { action: 'cancel-for-patient', path: 'cancellations', body: WISH },
};

/** What these actors may do on this version of the referral, in the order of the domain's table. */
export function actionsOf(at: Guarded, actors: readonly ActorCode[]): ActionView[] {
  const own = [...openFor(at, actors, ENTRANCES), ...proposalFor(at, actors)];
  if (!RECORDERS.some((code) => actors.includes(code))) return own;
  return [...own, ...openFor(at, ['P'], WISHES)];
}

/** What the state would allow these actors, with what stands in the way now. */
export function refusedOf(at: Guarded, actors: readonly ActorCode[]): RefusedView[] {
  const { row } = at;
  const open = openFor(at, actors, ENTRANCES).map(({ action }) => action);
  return stepsAllowed(row.state, actors, row.direction).flatMap((transition) => {
    const entrance = ENTRANCES[transition.event];
    const mine = transition.actors.filter((actor) => actors.includes(actor));
    const refusals = mine.map((actor) => refusalOf(transition.id, at, actor));
    const [code] = refusals;
    if (!entrance || code === undefined || open.includes(entrance.action)) return [];
    return [{ action: entrance.action, code, detail: detailOf(code) }];
  });
}

/** A desk to which nothing was delegated turns away only what is no doctor's question (domain §2.2). */
function reasonsOf(at: Guarded, event: EventName, actors: readonly ActorCode[]): Pick<ActionView, 'reasons'> {
  const isBound = event === 'reject' && !actors.includes('V') && actors.includes('K') && !deskMayDecide(at);
  return isBound ? { reasons: [...DESK_REASONS] } : {};
}

/** After a rejection the next referral is one click away (domain §8.3): a draft, which changes nothing here. */
function proposalFor({ row }: Guarded, actors: readonly ActorCode[]): ActionView[] {
  if (row.state !== 'rejected' || !actors.includes('R')) return [];
  const href = `/v1/referrals/${row.id}/successor-drafts`;
  return [{ action: 'refer-again', transition: 'T01', method: 'POST', href }];
}

function openFor(
  at: Guarded,
  actors: readonly ActorCode[],
  entrances: Partial<Record<EventName, Entrance>>,
): ActionView[] {
  const { row } = at;
  return stepsAllowed(row.state, actors, row.direction).flatMap((transition) => {
    const entrance = entrances[transition.event];
    const open = transition.actors.some((actor) => actors.includes(actor) && !refusalOf(transition.id, at, actor));
    if (!entrance || !open) return [];
    const { action, path, body } = entrance;
    const href = `/v1/referrals/${row.id}/${path}`;
    return [
      {
        ...{ action, transition: transition.id, method: 'POST' as const, href },
        ...(body ? { body } : {}),
        ...reasonsOf(at, transition.event, actors),
      },
    ];
  });
}
