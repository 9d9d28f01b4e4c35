import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { Code, Flag, Id, Instant, Key, LocalDate, Part, Quantity, Text } from '#service/openapi/fields.js';
import type { AdviceCode } from '../advice/advice.js';
import { CRITERION_DIRECTIONS, type CriterionDirection } from './criterion.js';

export class Message {
  @Text(1, 300, '复测血压仍重度升高：当日上转。') zh: string;
  @Text(1, 300, 'Very high pressure, measured again: up today.') en: string;
}

/** What a criterion says where it holds (domain §9). */
export class ResultForm {
  /** Left out, the doctor picks the class. */
  @Code(URGENCY_CLASSES, 'U2', { optional: true }) class?: UrgencyClass;
  /** Instead of a class. */
  @Code(['stay', 'teleconsult'], 'teleconsult', { optional: true }) advice?: 'stay' | 'teleconsult';
  @Text(1, 20, ['03.04'], { list: 10, optional: true }) dept?: string[];
  @Key('chest-pain', { optional: true }) centre?: string;
  @Key('county-or-above', { optional: true }) level?: string;
  @Flag(false, { optional: true }) isolation?: boolean;
  @Flag(false, { optional: true }) downReady?: boolean;
  @Quantity(1, 365, 14, { optional: true }) followUpDays?: number;
  @Part(() => Message) message: Message;
}

export class CriterionForm {
  @Key('HT-E2') id: string;
  @Key('2') version: string;
  @Code(CRITERION_DIRECTIONS, 'up') direction: CriterionDirection;
  /** Common Expression Language over the fields of `GET /v1/criteria-fields`, see docs/criteria.md. */
  @Text(1, 1000, '(vitals.sbp >= 170.0 || vitals.dbp >= 110.0) && course.remeasured') when: string;
  @Part(() => ResultForm) result: ResultForm;
  /** The text it comes from, with its mark. */
  @Text(1, 300, 'County guideline 2026, section 3') basis: string;
  @LocalDate('2026-01-01', { optional: true }) validFrom?: string;
  @LocalDate('2026-12-31', { optional: true }) validTo?: string;
}

/** `POST /v1/criteria-checks`: are these rows in order? Stores nothing. */
export class CriteriaCheck {
  @Part(() => CriterionForm, { list: 200, least: 1 }) rows: CriterionForm[];
}

export class CriteriaCheckAnswer {
  /** Each row with the fields it asks about. */
  @ApiProperty({ type: Object, isArray: true, example: [{ id: 'HT-E2', fields: ['vitals.sbp'] }] })
  rows: { id: string; fields: string[] }[];
}

/** `POST /v1/criteria-sets`: a draft. Its rows never change; a correction is another draft. */
export class CriteriaDraft {
  @Text(1, 100, 'County criteria 2026') name: string;
  /** Rows of this set are taken over, but for those given here and those left out. */
  @Id('00000000-0000-7000-8000-000000000901', { optional: true }) basedOn?: string;
  @Part(() => CriterionForm, { list: 200, optional: true }) rows?: CriterionForm[];
  /** Ids of rows of `basedOn` that the new set does without. */
  @Text(1, 40, ['GEN-T'], { list: 200, optional: true }) without?: string[];
}

/** A field that an expression may ask about. */
export class CriteriaField {
  @ApiProperty({ example: 'vitals.sbp' }) field: string;
  @ApiProperty({ enum: ['number', 'boolean', 'text', 'texts'] }) kind: string;
  @ApiProperty({ type: Object }) label: { zh: string; en: string };
}

/** `POST …/approvals` */
export class ApprovalForm {
  /** Whose decision it is, with its reference. */
  @Text(1, 200, 'County health authority, notice 2026-12') basis: string;
}

/** `POST …/enforcements` */
export class EnforcementForm {
  /** First day on which it decides; today or later. */
  @LocalDate('2036-04-01') from: string;
}

/** `POST …/withdrawals` */
export class WithdrawalForm {
  @Text(1, 300, 'Threshold of HT-E2 to be reviewed') reason: string;
}

export const SET_STATES = ['sample', 'draft', 'approved', 'planned', 'in-force', 'ended', 'withdrawn'] as const;
export type SetState = (typeof SET_STATES)[number];

/** A set without its rows. */
export class CriteriaSetView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 2 }) version: number;
  @ApiProperty({ example: 'County criteria 2026' }) name: string;
  @ApiProperty({ enum: SET_STATES }) state: SetState;
  @ApiProperty({ format: 'uuid', required: false }) basedOn?: string;
  @ApiProperty() createdBy: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: Object, required: false }) approval?: { by: string; role: string; basis: string; at: string };
  @ApiProperty({ format: 'date', required: false }) validFrom?: string;
  @ApiProperty({ format: 'date', required: false }) validTo?: string;
  @ApiProperty({ type: Object, required: false }) withdrawal?: { by: string; at: string; reason: string };
  /** As long as nobody has approved it. */
  @ApiProperty({ type: Object, required: false }) notice?: { zh: string; en: string };
}

export class CriteriaSetDetail extends CriteriaSetView {
  @ApiProperty({ type: CriterionForm, isArray: true }) rows: object[];
}

export const TRIAL_SOURCES = ['referrals', 'visits'] as const;
export type TrialSource = (typeof TRIAL_SOURCES)[number];

/** `GET …/trial`: what the set would have said of past cases. */
export class TrialQuery {
  @Code(TRIAL_SOURCES, 'referrals', { optional: true }) source: TrialSource = 'referrals';
  @Instant('2026-01-01T00:00:00+08:00', { optional: true }) from?: string;
  @Instant('2026-03-01T00:00:00+08:00', { optional: true }) to?: string;
  @IsOptional() @IsString() @MaxLength(512) cursor?: string;
}

export class Said {
  @ApiProperty({ example: 'up' }) advice: AdviceCode;
  @ApiProperty({ required: false, example: 'U2' }) class?: string;
  /** Ids of the criteria that hold. */
  @ApiProperty({ example: ['HT-E2'] }) matched: string[];
}

/** One case of which the set would have said something else: ids and codes, nothing of the patient. */
export class TrialChange {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: Said }) was: Said;
  @ApiProperty({ type: Said }) would: Said;
}

/** One page of a trial: at most 500 cases are looked at for each. */
export class TrialAnswer {
  @ApiProperty({ example: 500 }) looked: number;
  /** Cases of which only other criteria hold, with the same advice and class, are not counted. */
  @ApiProperty({ example: 12 }) changed: number;
  @ApiProperty({ type: Object, example: { 'stay → up U2': 12 } }) counts: Record<string, number>;
  @ApiProperty({ type: TrialChange, isArray: true }) items: TrialChange[];
  /** Cursor of the next cases; absent when all have been looked at. */
  @ApiProperty({ required: false }) next?: string;
}
