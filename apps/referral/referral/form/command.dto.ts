import { Code, Flag, Id, Instant, Key, Part, Quantity, Text } from '#service/openapi/fields.js';
import { Diagnosis } from './body.dto.js';
import {
  CANCEL_REASONS,
  DECISION_REASONS,
  type DecisionReason,
  OUTCOMES,
  type Outcome,
  QUESTION_CODES,
} from './form.codes.js';
import { RepeatedExam } from './head.dto.js';
import { Target } from './referral.dto.js';

export const WISH_CHANNELS = ['phone', 'in-person', 'message'] as const;

/** Patients have no account: desk, doctor or clerk write down what was wished, and by whom (domain §2.2). */
export class PatientWish {
  @Code(['patient', 'guardian'], 'patient') by: 'patient' | 'guardian';
  @Code(WISH_CHANNELS, 'phone') channel: (typeof WISH_CHANNELS)[number];
}

/** `POST …/patient-choices`: the patient wants to go to another institution (T15). */
export class PatientChoice {
  @Part(() => Target) to: Target;
  @Part(() => PatientWish) wish: PatientWish;
  @Text(1, 500, 'Lives nearer to it', { optional: true }) text?: string;
}

/** Where the patient may go instead; a rejection without it leaves him alone (domain §4.6). */
export class Alternative {
  @Key('990101H02', { optional: true }) institution?: string;
  /** When there is room there. */
  @Instant('2026-03-20T08:00:00+08:00', { optional: true }) time?: string;
  @Text(1, 500, 'Ordinary cardiology clinic, any weekday morning', { optional: true }) advice?: string;
}

export const DECISIONS = ['accept', 'reject', 'redirect', 'return-for-info'] as const;

/** `POST …/decisions`: T06, T07 or T15, T15, T04. */
export class Decision {
  @Code(DECISIONS, 'accept') decision: (typeof DECISIONS)[number];
  /** For `reject` and `redirect`. */
  @Code(DECISION_REASONS, 'no-capacity', { optional: true }) reason?: DecisionReason;
  @Text(1, 500, 'The expert is away this week', { optional: true }) text?: string;
  /** For `reject`. */
  @Part(() => Alternative, { optional: true }) alternative?: Alternative;
  /** For `redirect`. */
  @Part(() => Target, { optional: true }) to?: Target;
  /** For `return-for-info`. */
  @Code(QUESTION_CODES, ['results'], { optional: true, list: 7, least: 1 }) questions?: string[];
}

/** `POST …/answers`: the referring doctor answers the questions of a returned form (T05). */
export class FormAnswer {
  @Text(1, 2000, 'Troponin negative, result of 08:10 added.') text: string;
}

/** `POST …/unit-requests`: a unit of this session is wanted (T08). */
export class UnitRequest {
  @Id('0195f000-0000-7000-8000-000000000020') sessionId: string;
  /** For an exam of which a recognised result has come in the meantime. */
  @Part(() => RepeatedExam, { list: 4, optional: true }) repeats?: RepeatedExam[];
}

/** `POST …/confirmations`: the held unit becomes a booking (T10). */
export class Confirmation {
  @Id('0195f000-0000-7000-8000-000000000021', { optional: true }) reservationId?: string;
  /** The patient agreed by himself; else the doctor, clerk or desk confirms. */
  @Part(() => PatientWish, { optional: true }) wish?: PatientWish;
}

/** `POST …/reschedules`: a unit of this session instead of the booked one (T14). */
export class Reschedule {
  @Id('0195f000-0000-7000-8000-000000000022') sessionId: string;
}

/** `POST …/first-contacts`: date of the first contact, set by the receiving team (T11). */
export class FirstContact {
  @Instant('2026-03-14T09:00:00+08:00') at: string;
}

/** `POST …/arrivals`: the patient is here (T16, T17); on a down referral the first contact took place (T24). */
export class Arrival {
  /** When; now if left out. */
  @Instant('2026-03-13T08:10:00+08:00', { optional: true }) at?: string;
  /** When the ambulance reached the hospital (domain §5.3). */
  @Instant('2026-03-13T08:05:00+08:00', { optional: true }) arrivedAmbulanceAt?: string;
  /** When the crew had handed the patient over. */
  @Instant('2026-03-13T08:12:00+08:00', { optional: true }) handoverDoneAt?: string;
}

/** `POST …/care-starts` (T25). */
export class CareStart {
  @Instant('2026-03-13T08:40:00+08:00', { optional: true }) at?: string;
  /** When the crew of the ambulance had handed the patient over, if that was not known at the arrival. */
  @Instant('2026-03-13T08:12:00+08:00', { optional: true }) handoverDoneAt?: string;
}

/** `POST …/outcomes`: signed by the receiver (T26, domain §4.6). */
export class ReturnedOutcome {
  @Code(OUTCOMES, 'treated-outpatient') outcome: Outcome;
  @Part(() => Diagnosis, { list: 20, least: 1 }) finalDiagnosis: Diagnosis[];
  @Text(1, 2000, 'Stable angina. Start statin, control in two weeks.') adviceToFamilyDoctor: string;
  @Flag(true) followUpNeeded: boolean;
  /** Days after this outcome within which the follow-up is due, where the usual two weeks do not fit. */
  @Quantity(1, 365, 28, { optional: true }) followUpDays?: number;
  @Flag(true, { optional: true }) downReferralPlanned?: boolean;
}

/** `POST …/interim-reports`: how the patient is doing (domain §4.6). */
export class InterimReport {
  @Text(1, 2000, 'Coronary angiography done, one stent; discharge planned for Friday.') text: string;
}

/** `POST …/outcome-queries`: the outcome leaves a question open, once (T28). */
export class OutcomeQuery {
  @Text(1, 2000, 'Which dose of the statin?') text: string;
}

/** What was found at the follow-up (T31). */
export class FollowUp {
  @Instant('2026-03-27T09:00:00+08:00') at: string;
  @Text(1, 2000, 'Blood pressure 132/84, no complaint.') text: string;
}

/** `POST …/acknowledgements`: closes the loop (T29, T30), the follow-up (T31), or the other side's ending (T35). */
export class Acknowledgement {
  @Part(() => FollowUp, { optional: true }) followUp?: FollowUp;
  /** 1 bad to 5 good; says nothing about anybody's pay. */
  @Code([1, 2, 3, 4, 5], 5, { optional: true }) rating?: number;
}

/** `POST …/cancellations` (T22). */
export class Cancellation {
  @Code(CANCEL_REASONS, 'recovered') reason: string;
  /** The patient asked for it. */
  @Part(() => PatientWish, { optional: true }) wish?: PatientWish;
  @Text(1, 500, 'Feels well since Monday', { optional: true }) text?: string;
}

/** `POST …/extensions`: the validity once more (T36). */
export class Extension {
  @Text(1, 500, 'Family event, visit next month', { optional: true }) text?: string;
}
