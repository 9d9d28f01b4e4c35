import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  DIRECTIONS,
  type Direction,
  REFERRAL_STATES,
  type ReferralState,
  URGENCY_CLASSES,
  type UrgencyClass,
} from '#contracts/codes.js';
import { ExportQuery } from '#service/export/export.dto.js';
import { Code, Key, LocalDate, Patterned, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { AlertView } from '../escalation/overdue.dto.js';
import { EventView, type TaskView } from '../form/referral.answer.js';

/** `GET /v1/traces`. */
export class TraceQuery extends IntersectionType(PageQuery, ExportQuery) {
  /** The number of a referral or its beginning, or its id. */
  @Patterned(/^[A-Za-z0-9-]{1,40}$/, '99010120260306U', { optional: true }) find?: string;
  /** From or to this institution. */
  @Key('990101H01', { optional: true }) institution?: string;
  @Code(REFERRAL_STATES, 'submitted', { optional: true }) state?: ReferralState;
  @Code(DIRECTIONS, 'up', { optional: true }) direction?: Direction;
  @Code(URGENCY_CLASSES, 'U3', { optional: true }) urgencyClass?: UrgencyClass;
  /** First local day of submission. */
  @LocalDate('2026-11-26', { optional: true }) from?: string;
  /** Last one. */
  @LocalDate('2026-11-26', { optional: true }) to?: string;
  /** `true`: only what is overdue now. */
  @IsOptional() @IsIn(['true', 'false']) overdue?: string;
  /** `true`: only what somebody still has to act on. */
  @IsOptional() @IsIn(['true', 'false']) open?: string;
}

/** One side of a referral, without the person. */
export class TraceSide {
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ example: '03.04' }) deptCode: string;
}

/** Who has to act next: a post, no person. */
export class TraceOwner {
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: 'referral-desk' }) role: string;
}

/** A referral as who oversees it sees it: no patient, no diagnosis. */
export class TraceItem {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '99010120260306U00000019' }) referralNo: string;
  @ApiProperty({ enum: REFERRAL_STATES }) state: ReferralState;
  @ApiProperty({ format: 'date-time' }) stateSince: string;
  @ApiProperty({ enum: DIRECTIONS }) direction: Direction;
  @ApiProperty({ enum: URGENCY_CLASSES }) urgencyClass: UrgencyClass;
  @ApiProperty({ example: 'visit' }) purpose: string;
  @ApiProperty({ example: 'family-doctor' }) origin: string;
  @ApiProperty({ type: TraceSide }) from: TraceSide;
  @ApiProperty({ type: TraceSide }) to: TraceSide;
  @ApiProperty({ example: 'family-doctor' }) entitlement: string;
  /** Times it was led elsewhere. */
  @ApiProperty({ example: 0 }) hop: number;
  @ApiProperty({ format: 'date-time' }) submittedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) validUntil?: string;
  @ApiProperty({ example: 'compliant-expected' }) verdictCode: string;
  @ApiProperty({ example: '2026-1' }) ruleSetVersion: string;
  /** Whose turn it is, without the person. */
  @ApiProperty({ type: TraceOwner, required: false }) owner?: TraceOwner;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  @ApiProperty({ example: 'decide', required: false }) dueKind?: string;
  @ApiProperty({ example: 'L1', required: false }) rung?: string;
  @ApiProperty({ type: Object, isArray: true, required: false }) tasks?: Omit<TaskView, 'owner'>[];
}

export const REVEAL_PURPOSES = ['complaint', 'adverse-event', 'audit', 'order', 'quality-review'] as const;
export type RevealPurpose = (typeof REVEAL_PURPOSES)[number];

/** `POST …/reveals`: why the clinical text is to be read. */
export class RevealForm {
  @Code(REVEAL_PURPOSES, 'complaint') purpose: RevealPurpose;
  /** In words; kept, and shown to everybody who may see the trace. */
  @Text(10, 500, 'Complaint 2026-17: the family says that nobody decided for two days') reason: string;
}

/** A reason that was given, by whom, and until when it opens the text. */
export class RevealView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: REVEAL_PURPOSES }) purpose: RevealPurpose;
  @ApiProperty() reason: string;
  @ApiProperty({ example: 'county-health-authority' }) by: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ format: 'date-time' }) until: string;
}

export class TraceView extends TraceItem {
  /** Oldest first; no notes. */
  @ApiProperty({ type: [EventView] }) events: EventView[];
  @ApiProperty({ type: [AlertView] }) alerts: AlertView[];
  /** Everybody who has opened its clinical text for supervision, and why. */
  @ApiProperty({ type: [RevealView] }) reveals: RevealView[];
}

/** A note of one step. */
export class NoteView {
  @ApiProperty() version: number;
  @ApiProperty() note: string;
}

/** What a reason opens: the clinical part of the form, outcome and notes; never who the patient is. */
export class ClinicalView {
  @ApiProperty({ type: Object }) form: object;
  @ApiProperty({ type: Object, required: false }) outcome?: object;
  @ApiProperty({ type: [NoteView] }) notes: NoteView[];
  /** When the reason stops opening it. */
  @ApiProperty({ format: 'date-time' }) until: string;
}
