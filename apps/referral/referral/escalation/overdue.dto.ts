import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { DIRECTIONS, ROLES, URGENCY_CLASSES } from '#contracts/codes.js';
import { ExportQuery } from '#service/export/export.dto.js';
import { Code, Key } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { RUNGS, type Rung } from './ladder.js';
import { OVERDUE_SUBJECTS, type OverdueSubject } from './overdue.store.js';

/** Whose turn an alert was. */
export class AddresseeView {
  @ApiProperty({ example: 'department-head' }) role: string;
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ required: false, example: '03.04' }) department?: string;
}

/** Who has taken note of an alert. */
export class NotedView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'department-head' }) role: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
}

/** One alert of the ladder as it was sent. */
export class AlertView {
  @ApiProperty({ example: 'decide' }) dueKind: string;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ enum: RUNGS }) rung: Rung;
  /** Alerts of this rung that went before. */
  @ApiProperty({ example: 0 }) repeat: number;
  /** Whose turn it was. */
  @ApiProperty({ type: AddresseeView }) owner: AddresseeView;
  @ApiProperty({ format: 'date-time' }) at: string;
  /** Who has taken note of it; its rung then rests until the next one is due. */
  @ApiProperty({ type: NotedView, required: false }) noted?: NotedView;
}

export class AlertsView {
  @ApiProperty({ type: [AlertView] }) items: AlertView[];
}

/** Which overdue items are looked at. */
export class OverdueQuery extends ExportQuery {
  /** From which rung on; L1 unless given. */
  @IsOptional() @IsIn(RUNGS) from: Rung = 'L1';
  /** With which institution they are stuck. */
  @Key('990101H01', { optional: true }) institution?: string;
  /** With whom there. */
  @Code(ROLES, 'referral-desk', { optional: true }) role?: string;
  @Key('decide', { optional: true }) dueKind?: string;
  @Code(DIRECTIONS, 'up', { optional: true }) direction?: string;
  @Code(URGENCY_CLASSES, 'U3', { optional: true }) urgencyClass?: string;
}

/** `GET /v1/overdue-items`. */
export class OverdueItemsQuery extends IntersectionType(PageQuery, OverdueQuery) {}

/** What is overdue alike; no patient, no referral number. */
export class OverdueGroupView {
  @ApiProperty({ enum: OVERDUE_SUBJECTS }) subject: OverdueSubject;
  /** With whom it is stuck. */
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: 'referral-desk' }) role: string;
  /** A question and a displacement have none. */
  @ApiProperty({ required: false, example: 'up' }) direction?: string;
  /** A request to leave the network and a displacement have none. */
  @ApiProperty({ required: false, example: 'U3' }) urgencyClass?: string;
  @ApiProperty({ example: 'decide' }) dueKind: string;
  @ApiProperty({ enum: RUNGS }) rung: Rung;
  /** How many. */
  @ApiProperty({ example: 2 }) referrals: number;
  @ApiProperty({ format: 'date-time' }) oldestDueAt: string;
}

export class OverdueReportView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: [OverdueGroupView] }) items: OverdueGroupView[];
}

/** One overdue item: where it is stuck, since when, and how far up it was told. No patient. */
export class OverdueItemView {
  @ApiProperty({ enum: OVERDUE_SUBJECTS }) subject: OverdueSubject;
  /** Of the referral, the request, the question or the displacement. */
  @ApiProperty({ format: 'uuid' }) id: string;
  /** Of a referral. */
  @ApiProperty({ required: false, example: '99010120260306U00000019' }) referralNo?: string;
  @ApiProperty({ example: 'submitted' }) state: string;
  /** A question and a displacement have none. */
  @ApiProperty({ required: false, example: 'up' }) direction?: string;
  /** A request to leave the network and a displacement have none. */
  @ApiProperty({ required: false, example: 'U3' }) urgencyClass?: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: 'referral-desk' }) role: string;
  /** Department that it goes to; of a displacement the group of the supply that was taken away. */
  @ApiProperty({ example: '03.04' }) toDepartment: string;
  @ApiProperty({ example: 'decide' }) dueKind: string;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ enum: RUNGS }) rung: Rung;
  /** Alerts of this rung that went before the last one. */
  @ApiProperty({ example: 0 }) repeat: number;
  /** Who has taken note of this rung last. */
  @ApiProperty({ type: NotedView, required: false }) noted?: NotedView;
}
