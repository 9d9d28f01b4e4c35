import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Code, Id, Instant, Key, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { REPEAT_REASONS, type RepeatReason } from '../referral/form/form.codes.js';
import { EXAM_STATES, type ExamState } from './exam.machine.js';
import { CONCLUSIONS, type Conclusion, EXAM_KINDS, type ExamKind } from './exam-order.js';

/** `POST /v1/exam-orders`: an exam at a primary institution, to be read by an upper one (基层检查 + 上级诊断). */
export class OrderExam {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737') patientId: string;
  /** Of the catalogue, `GET /v1/exam-items`. */
  @Key('ecg-12') item: string;
  /** Left out, the caller's own. */
  @Key('990101T01', { optional: true }) performingInstitution?: string;
  /** Left out, the performing one. */
  @Key('990101H01', { optional: true }) reportingInstitution?: string;
  /** The referral that it belongs to. */
  @Id('0195f000-0000-7000-8000-000000000012', { optional: true }) referralId?: string;
  /** Needed while a recognised result of the item still holds (domain §4.7). */
  @Code(REPEAT_REASONS, 'condition-changed', { optional: true }) reason?: RepeatReason;
  /** For `other`; also what the reporting doctor should know. */
  @Text(1, 500, 'Chest tightness on exertion for two weeks', { optional: true }) text?: string;
}

/** `POST …/performances`: the patient was examined. */
export class Performance {
  /** Left out, now. */
  @Instant('2026-03-06T09:10:00+08:00', { optional: true }) at?: string;
}

/** `POST …/reports`: signed by the reporting doctor. */
export class Report {
  @Code(CONCLUSIONS, 'abnormal') conclusion: Conclusion;
  @Text(1, 2000, 'Sinus rhythm; ST depression of 0.1 mV in V4–V6.') text: string;
}

export class ExamQuery extends PageQuery {
  /** All that the caller may see of this patient; left out, what the caller's institution orders, performs or reports. */
  @IsOptional() @IsUUID() patient?: string;
  @IsOptional() @IsIn(EXAM_STATES) state?: ExamState;
}

export class RecognisedQuery {
  @IsUUID() patient: string;
  @Key('ct', { optional: true }) item?: string;
}

/** An exam without its clinical text: what lists and writes show. */
export class ExamLine {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
  @ApiProperty({ enum: EXAM_STATES }) state: ExamState;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ format: 'uuid', required: false }) referralId?: string;
  @ApiProperty({ example: 'ecg-12' }) item: string;
  @ApiProperty({ enum: EXAM_KINDS }) kind: ExamKind;
  @ApiProperty({ example: '990101T01' }) orderingInstitution: string;
  @ApiProperty({ format: 'uuid' }) orderedBy: string;
  @ApiProperty({ example: '990101T01' }) performingInstitution: string;
  @ApiProperty({ example: '990101H01' }) reportingInstitution: string;
  @ApiProperty({ required: false, enum: REPEAT_REASONS }) repeatReason?: RepeatReason;
  @ApiProperty({ format: 'date-time' }) orderedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) performedAt?: string;
  @ApiProperty({ format: 'date-time', required: false }) reportedAt?: string;
  @ApiProperty({ format: 'date-time', required: false }) recognisedAt?: string;
}

/** One exam with its report; the read is recorded. */
export class ExamView extends ExamLine {
  @ApiProperty({ required: false }) note?: string;
  @ApiProperty({ required: false, enum: CONCLUSIONS }) conclusion?: Conclusion;
  @ApiProperty({ required: false }) report?: string;
  @ApiProperty({ format: 'uuid', required: false }) reportedBy?: string;
}

/** A result that every institution of the county takes as its own, and until when. */
export class RecognisedView extends ExamView {
  /** Absent: without an end. */
  @ApiProperty({ format: 'date-time', required: false }) validUntil?: string;
}

export class RecognisedList {
  @ApiProperty({ type: [RecognisedView] }) items: RecognisedView[];
}

export class ExamItemView {
  @ApiProperty({ example: 'ct' }) code: string;
  @ApiProperty({ enum: EXAM_KINDS }) kind: ExamKind;
  @ApiProperty({ example: 'CT' }) name: string;
  @ApiProperty({ example: 'CT' }) nameEn: string;
  /** Its results are recognised by all institutions of the county. */
  @ApiProperty() recognised: boolean;
  /** How long: `7d`; `none` without an end; absent where results of the kind are never recognised. */
  @ApiProperty({ required: false, example: '30d' }) window?: string;
}
