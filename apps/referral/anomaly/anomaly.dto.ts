import { ApiProperty } from '@nestjs/swagger';
import { Code, Instant, Key, Text } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { type AnomalyStatus, STATUSES } from './anomaly.store.js';
import { SIGNAL_CODES, type SignalCode } from './signal.js';

/** `GET /v1/anomalies`. */
export class AnomalyQuery extends PageQuery {
  @Code(SIGNAL_CODES, 'AN5', { optional: true }) code?: SignalCode;
  @Code(STATUSES, 'open', { optional: true }) status?: AnomalyStatus;
  @Key('990101H01', { optional: true }) institution?: string;
  @Instant('2026-03-01T00:00:00+08:00', { optional: true }) since?: string;
}

export const REVIEW_STATUSES = ['seen', 'explained', 'confirmed', 'dismissed'] as const;

/** `POST …/reviews` */
export class ReviewForm {
  @Code(REVIEW_STATUSES, 'seen') status: (typeof REVIEW_STATUSES)[number];
  /** Needed for everything but `seen`; sealed in the database. */
  @Text(1, 500, 'The second stay was planned', { optional: true }) reason?: string;
}

/** What a signal means. */
export class SignalWords {
  @ApiProperty() zh: string;
  @ApiProperty() en: string;
}

/** What somebody said of an entry. */
export class AnomalyReviewView {
  @ApiProperty({ enum: REVIEW_STATUSES }) status: (typeof REVIEW_STATUSES)[number];
  @ApiProperty({ required: false }) reason?: string;
  @ApiProperty({ example: 'county-health-authority' }) by: string;
  @ApiProperty({ example: 'county-health-authority' }) role: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

/** An entry of the review list: a reason to look, never a sanction. Ids, codes and times; no identity. */
export class AnomalyView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: SIGNAL_CODES }) code: SignalCode;
  @ApiProperty({ type: SignalWords }) signal: SignalWords;
  /** Institution that is asked. */
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ format: 'uuid', required: false }) practitioner?: string;
  @ApiProperty({ format: 'date-time' }) happenedAt: string;
  @ApiProperty({ format: 'date-time' }) foundAt: string;
  @ApiProperty({ type: Object }) evidence: object;
  /** The thresholds that held then. */
  @ApiProperty({ type: Object }) thresholds: object;
  @ApiProperty() ruleSetVersion: string;
  @ApiProperty({ enum: STATUSES }) status: AnomalyStatus;
}

export class AnomalyDetail extends AnomalyView {
  @ApiProperty({ type: [AnomalyReviewView] }) reviews: AnomalyReviewView[];
}

/** One signal, and how far it can be computed in this installation. */
export class SignalView {
  @ApiProperty({ enum: SIGNAL_CODES }) code: SignalCode;
  @ApiProperty({ type: SignalWords }) signal: SignalWords;
  @ApiProperty({ enum: ['referral', 'reservation', 'prevented'] }) source: string;
  /** Policy rows with its thresholds. */
  @ApiProperty({ example: ['anomaly.AN5.days'] }) limits: string[];
  /** What is not known here. */
  @ApiProperty({ required: false }) missing?: string;
}
