import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { RUNGS, type Rung } from './ladder.js';

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

export class OverdueQuery {
  /** From which rung on; L1 unless given. */
  @IsOptional() @IsIn(RUNGS) from: Rung = 'L1';
}

/** Referrals that are overdue alike; no patient, no referral number. */
export class OverdueGroupView {
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: 'up' }) direction: string;
  @ApiProperty({ example: 'U3' }) urgencyClass: string;
  @ApiProperty({ example: 'decide' }) dueKind: string;
  @ApiProperty({ enum: RUNGS }) rung: Rung;
  @ApiProperty({ example: 2 }) referrals: number;
  @ApiProperty({ format: 'date-time' }) oldestDueAt: string;
}

export class OverdueReportView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: [OverdueGroupView] }) items: OverdueGroupView[];
}
