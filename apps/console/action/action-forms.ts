import {
  CANCEL_REASONS,
  CONSENT_METHODS,
  CONSENT_TYPES,
  DECISION_REASONS,
  DOWN_OUTCOMES,
  ESCORTS,
  QUESTION_CODES,
  REFERRAL_REASONS,
  TRANSPORT_MODES,
  UP_OUTCOMES,
} from '../form/codes';
import type { Field } from './fields';

/** What a form depends on beside the name of its action. */
export interface Occasion {
  readonly direction: string;
  readonly urgencyClass: string;
  /** Row of the domain's table (T01–T37). */
  readonly transition: string;
  /** The only reasons that the reader may give, where the API names some. */
  readonly reasons?: readonly string[];
}

/** One way to act on a referral: what it asks, and how grave it is. */
export interface ActionForm {
  readonly fields: (occasion: Occasion) => readonly Field[];
  /** What is needed depends on what was sent: no field is called optional. */
  readonly unmarked?: true;
  /** Ends something: shown apart, in red. */
  readonly grave?: true;
  /** The step that usually follows: shown first. */
  readonly usual?: true;
}

const note = (max = 500, must?: true): Field => ({ kind: 'text', path: 'text', max, ...(must ? { must } : {}) });
const WISH: readonly Field[] = [
  { kind: 'choice', path: 'wish.by', words: 'code:role', of: ['patient', 'guardian'], must: true },
  { kind: 'choice', path: 'wish.channel', words: 'action:channel', of: ['phone', 'in-person', 'message'], must: true },
];
const cancelReason: Field = { kind: 'choice', path: 'reason', words: 'form:reason', of: CANCEL_REASONS, must: true };
const decisionReason = {
  kind: 'choice',
  path: 'reason',
  words: 'form:reason',
  of: DECISION_REASONS,
  must: true,
} as const satisfies Field;
const handover: Field = { kind: 'instant', path: 'handoverDoneAt' };
const at: Field = { kind: 'instant', path: 'at' };
const unit: Field = { kind: 'unit', path: 'sessionId', must: true };
const CONTACTED: readonly Field[] = [
  { kind: 'instant', path: 'followUp.at', must: true },
  { kind: 'text', path: 'followUp.text', max: 2000, must: true },
];
const rating: Field = { kind: 'choice', path: 'rating', words: 'action:rating', of: [5, 4, 3, 2, 1] };

const outcome = ({ direction }: Occasion): readonly Field[] => [
  {
    kind: 'choice',
    path: 'outcome',
    words: 'code:outcome',
    of: direction === 'down' ? DOWN_OUTCOMES : UP_OUTCOMES,
    must: true,
  },
  { kind: 'diagnoses', path: 'finalDiagnosis', must: true },
  { kind: 'text', path: 'adviceToFamilyDoctor', max: 2000, rows: 4, must: true },
  { kind: 'flag', path: 'followUpNeeded' },
  ...(direction === 'up'
    ? ([
        { kind: 'count', path: 'followUpDays', min: 1, max: 365 },
        { kind: 'flag', path: 'downReferralPlanned' },
      ] as const)
    : []),
];

const VITALS: readonly Field[] = [
  { kind: 'count', path: 'up.vitals.sbp', min: 0, max: 300 },
  { kind: 'count', path: 'up.vitals.dbp', min: 0, max: 300 },
  { kind: 'count', path: 'up.vitals.pulse', min: 0, max: 300 },
  { kind: 'count', path: 'up.vitals.resp', min: 0, max: 100 },
  { kind: 'count', path: 'up.vitals.spo2', min: 0, max: 100 },
  { kind: 'count', path: 'up.vitals.temp', min: 30, max: 45 },
  { kind: 'count', path: 'up.vitals.gcs', min: 3, max: 15 },
  { kind: 'instant', path: 'up.vitals.at' },
];
const completion: readonly Field[] = [
  { kind: 'choice', path: 'consent.type', words: 'form:consentType', of: CONSENT_TYPES },
  { kind: 'line', path: 'consent.by', max: 50 },
  { kind: 'choice', path: 'consent.method', words: 'form:consentMethod', of: CONSENT_METHODS },
  { kind: 'instant', path: 'consent.at' },
  { kind: 'line', path: 'contact.name', max: 50 },
  { kind: 'line', path: 'contact.relation', max: 20 },
  { kind: 'line', path: 'contact.phone', max: 20 },
  { kind: 'choice', path: 'transport.mode', words: 'form:mode', of: TRANSPORT_MODES },
  { kind: 'line', path: 'transport.dispatchRef', max: 40 },
  { kind: 'choice', path: 'transport.escort', words: 'form:escort', of: ESCORTS },
  { kind: 'diagnoses', path: 'up.provisionalDiagnosis' },
  ...VITALS,
  { kind: 'choices', path: 'up.reasonCode', words: 'form:referralReason', of: REFERRAL_REASONS },
  { kind: 'text', path: 'up.presentIllness', max: 2000 },
  { kind: 'text', path: 'up.pastHistory', max: 1000 },
  { kind: 'lines', path: 'up.allergies' },
  { kind: 'text', path: 'up.treatmentCourse', max: 2000 },
  { kind: 'lines', path: 'up.currentMedications' },
  { kind: 'yes-no', path: 'up.infectious.suspected' },
  { kind: 'line', path: 'up.infectious.disease', max: 11 },
];

/** Every action that the API can offer (`GET /v1/referrals/{id}/actions`), and the form behind its button. */
export const ACTION_FORMS: Readonly<Record<string, ActionForm>> = {
  'acknowledge-alert': { usual: true, fields: () => [note()] },
  'take-over': { usual: true, fields: () => [note()] },
  review: { fields: () => [] },
  accept: { usual: true, fields: () => [] },
  reject: {
    grave: true,
    fields: ({ reasons }) => [
      reasons ? { ...decisionReason, of: DECISION_REASONS.filter((one) => reasons.includes(one)) } : decisionReason,
      { kind: 'house', path: 'alternative.institution' },
      { kind: 'instant', path: 'alternative.time' },
      { kind: 'text', path: 'alternative.advice', max: 500 },
      note(),
    ],
  },
  'return-for-info': {
    fields: () => [
      { kind: 'choices', path: 'questions', words: 'form:question', of: QUESTION_CODES, must: true },
      note(),
    ],
  },
  redirect: {
    fields: () => [{ kind: 'house', path: 'to.institution', must: true, preview: true }, decisionReason, note()],
  },
  answer: { usual: true, fields: () => [{ ...note(2000, true), rows: 5 } as Field] },
  'request-unit': { usual: true, fields: () => [unit] },
  'request-wait': { fields: () => [] },
  confirm: { usual: true, fields: () => [] },
  'confirm-for-patient': { fields: () => WISH },
  reschedule: { fields: () => [unit] },
  'set-first-contact': { usual: true, fields: () => [{ kind: 'instant', path: 'at', must: true }] },
  'choose-for-patient': {
    fields: () => [{ kind: 'house', path: 'to.institution', must: true, preview: true }, ...WISH, note()],
  },
  'record-arrival': {
    usual: true,
    fields: ({ urgencyClass }) =>
      urgencyClass === 'U1' || urgencyClass === 'U2'
        ? [at, { kind: 'instant', path: 'arrivedAmbulanceAt' }, handover]
        : [at],
  },
  'record-no-show': { grave: true, fields: () => [note()] },
  'start-care': {
    usual: true,
    fields: ({ urgencyClass }) => (urgencyClass === 'U1' || urgencyClass === 'U2' ? [at, handover] : [at]),
  },
  'interim-report': { fields: () => [{ ...note(2000, true), rows: 4 } as Field] },
  'return-outcome': { usual: true, fields: outcome },
  'query-outcome': { fields: () => [note(2000, true)] },
  acknowledge: { usual: true, fields: ({ transition }) => (transition === 'T21' ? CONTACTED : [rating]) },
  'record-follow-up': { usual: true, fields: () => [...CONTACTED, rating] },
  'acknowledge-ending': { usual: true, fields: () => [] },
  'refer-again': { usual: true, fields: () => [] },
  'complete-form': { fields: () => completion, unmarked: true },
  reopen: { usual: true, fields: () => [note()] },
  extend: { fields: () => [note()] },
  expire: { grave: true, fields: () => [] },
  'record-departure': { usual: true, fields: () => [at] },
  'record-contact-attempt': { fields: () => [note()] },
  cancel: { grave: true, fields: () => [cancelReason, note()] },
  'cancel-for-patient': { grave: true, fields: () => [cancelReason, ...WISH, note()] },
  'request-void': { grave: true, fields: () => [note(500, true)] },
};
