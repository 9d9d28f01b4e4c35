import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { Code, Id, Key, Part, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { Diagnosis, KeyResult, UpBody, VitalSigns } from '../referral/form/body.dto.js';
import { PURPOSES, type Purpose, REFERRAL_REASONS, type ReferralReason } from '../referral/form/form.codes.js';
import { Attachment, Consent } from '../referral/form/head.dto.js';
import { OwnerView } from '../referral/form/referral.answer.js';
import { ADVICE_OUTCOMES, type AdviceOutcome, WITHDRAWAL_REASONS } from './teleconsultation.codes.js';
import { TELECONSULTATION_STATES, type TeleconsultationState } from './teleconsultation.machine.js';

/** Whom the question is for: a department of an upper hospital, and in it perhaps one specialist. */
export class AskedSide {
  @Key('990101H01') institution: string;
  @Key('03.04') deptCode: string;
  @Id('0195f000-0000-7000-8000-000000000002', { optional: true }) doctorId?: string;
}

/** The case in the fields of an up-referral, so that a referral can take it over word for word. */
export class AskedCase extends OmitType(UpBody, [
  'provisionalDiagnosis',
  'reasonCode',
  'reasonText',
  'vitalsNotMeasured',
] as const) {
  @Part(() => Diagnosis, { list: 20, least: 1 }) provisionalDiagnosis: Diagnosis[];
}

/** `POST /v1/teleconsultations`: a question before a referral, with what was found and measured (基层检查). */
export class AskTeleconsultation {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737') patientId: string;
  /** Not U1: an emergency is referred at once. */
  @Code(URGENCY_CLASSES, 'U3') urgencyClass: UrgencyClass;
  @Part(() => AskedSide) to: AskedSide;
  /** The visit that it comes from; its episode becomes the question's. Left out, a new episode begins. */
  @Id('0195f000-0000-7000-8000-000000000011', { optional: true }) firstVisitEncounterId?: string;
  @Part(() => Consent) consent: Consent;
  @Text(4, 2000, 'Can this patient be treated here, or does he need an exercise test?') question: string;
  @Part(() => AskedCase) case: AskedCase;
  @Part(() => Attachment, { list: 20, optional: true }) attachments?: Attachment[];
  /** Exam orders whose results the specialist shall see. */
  @Id('0195f000-0000-7000-8000-000000000041', { list: 20, optional: true }) examOrderIds?: string[];
}

/** `POST …/returns`: what the specialist needs to know first. */
export class InformationRequest {
  @Text(4, 2000, 'Please send the ECG at rest and the troponin.') text: string;
}

/** `POST …/supplements`: the answer to that; the question stands again. */
export class Supplement {
  @Text(1, 2000, 'ECG attached; troponin negative after three hours.') text: string;
  @Part(() => VitalSigns, { optional: true }) vitals?: VitalSigns;
  @Part(() => KeyResult, { list: 20, optional: true }) keyResults?: KeyResult[];
  @Part(() => Attachment, { list: 20, optional: true }) attachments?: Attachment[];
  @Id('0195f000-0000-7000-8000-000000000041', { list: 20, optional: true }) examOrderIds?: string[];
}

/** `POST …/answers`: the signed advice. */
export class Advice {
  @Code(ADVICE_OUTCOMES, 'up-refer') outcome: AdviceOutcome;
  @Text(4, 2000, 'Typical angina with risk factors: coronary angiography is indicated.') text: string;
  /** Why the patient is to be referred; needed unless the patient stays. */
  @Code(REFERRAL_REASONS, ['need-exam'], { list: 13, least: 1, optional: true }) reasonCode?: ReferralReason[];
  /** Left out, U1 for an emergency, else the class of the question. */
  @Code(URGENCY_CLASSES, 'U3', { optional: true }) urgencyClass?: UrgencyClass;
  /** What the referral is for; left out, a visit. */
  @Code(PURPOSES, 'visit', { optional: true }) purpose?: Purpose;
  /** Who is to see the patient; left out, who answers. */
  @Id('0195f000-0000-7000-8000-000000000002', { optional: true }) doctorId?: string;
}

export class Withdrawal {
  @Code(WITHDRAWAL_REASONS, 'resolved') reason: string;
  @Text(1, 500, 'The pain is gone under treatment', { optional: true }) text?: string;
}

const BOXES = ['inbox', 'outbox'] as const;

export class TeleconsultationQuery extends PageQuery {
  /** `inbox`: asked of the caller's department; `outbox`: asked by the caller's institution. */
  @IsIn(BOXES) box: (typeof BOXES)[number];
  @IsOptional() @IsIn(TELECONSULTATION_STATES) state?: TeleconsultationState;
  /** Only what somebody is late with. */
  @IsOptional() @IsIn(['true', 'false']) overdue?: 'true' | 'false';
}

/** Who asks. */
export class AskingSideView {
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ format: 'uuid' }) practitioner: string;
}

/** Who is asked. */
export class AskedSideView {
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: '03.04' }) deptCode: string;
  @ApiProperty({ format: 'uuid', required: false }) doctorId?: string;
}

/** A question without clinical text and without a name: what lists and writes show. */
export class TeleconsultationLine {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: TELECONSULTATION_STATES }) state: TeleconsultationState;
  @ApiProperty({ example: 'U3' }) urgencyClass: UrgencyClass;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ format: 'uuid' }) episodeId: string;
  @ApiProperty({ type: AskingSideView }) from: AskingSideView;
  @ApiProperty({ type: AskedSideView }) to: AskedSideView;
  @ApiProperty({ format: 'uuid', required: false }) takenBy?: string;
  @ApiProperty({ enum: ADVICE_OUTCOMES, required: false }) outcome?: AdviceOutcome;
  @ApiProperty({ type: OwnerView, required: false }) owner?: OwnerView;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  /** `take`, `answer` or `inform`. */
  @ApiProperty({ required: false, example: 'take' }) dueKind?: string;
  @ApiProperty() overdue: boolean;
  /** How far up the ladder it has been told that its owner is late. */
  @ApiProperty({ required: false, example: 'L1' }) rung?: string;
  @ApiProperty({ format: 'date-time' }) askedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) answeredAt?: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

/** Who took a step, as what. */
export class StepActorView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'hospital-doctor' }) role: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
}

/** One step with its text. */
export class TeleconsultationEventView {
  @ApiProperty() version: number;
  @ApiProperty({ example: 'return' }) event: string;
  @ApiProperty({ example: 'C04' }) transition: string;
  @ApiProperty() from: string;
  @ApiProperty() to: string;
  @ApiProperty({ type: StepActorView }) actor: StepActorView;
  @ApiProperty({ required: false }) reason?: string;
  @ApiProperty({ required: false }) note?: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** All that the specialist learns of the person: neither name nor number. */
export class AskedPersonView {
  @ApiProperty({ format: 'date', example: '1958-04-02' }) birthDate: string;
  @ApiProperty({ example: 1 }) sexCode: number;
}

/** What was told later. */
export class SupplementView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() text: string;
}

/** What was asked, with all that was told later. */
export class QuestionView {
  @ApiProperty({ type: Consent }) consent: Consent;
  @ApiProperty() question: string;
  @ApiProperty({ type: AskedCase }) case: AskedCase;
  @ApiProperty({ type: [Attachment], required: false }) attachments?: Attachment[];
  @ApiProperty({ type: [SupplementView], required: false }) supplements?: SupplementView[];
}

/** The whole question with its answer, for the asking house and the asked department; the read is recorded. */
export class TeleconsultationView extends TeleconsultationLine {
  @ApiProperty({ type: AskedPersonView }) patient: AskedPersonView;
  @ApiProperty({ type: QuestionView }) question: QuestionView;
  @ApiProperty({ type: String, isArray: true }) examOrderIds: string[];
  @ApiProperty({ type: Advice, required: false }) answer?: Advice;
  @ApiProperty({ type: [TeleconsultationEventView] }) events: TeleconsultationEventView[];
}
