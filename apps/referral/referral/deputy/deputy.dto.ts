import { ApiProperty } from '@nestjs/swagger';
import { Flag, Id, Key, LocalDate } from '#service/openapi/fields.js';

/** `POST /v1/deputies`: a colleague of the same house acts in the place of a referring doctor. */
export class NewDeputy {
  /** Who is represented; the caller, if left out. Heads and medical affairs name for others. */
  @Id('0195f000-0000-7000-8000-000000000040', { optional: true }) practitioner?: string;
  @Id('0195f000-0000-7000-8000-000000000041') deputy: string;
  /** Today, if left out. */
  @LocalDate('2026-03-09', { optional: true }) validFrom?: string;
  /** The first day on which it no longer holds. */
  @LocalDate('2026-03-23') validTo: string;
}

export class DeputyView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ format: 'uuid' }) practitioner: string;
  @ApiProperty({ format: 'uuid' }) deputy: string;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ format: 'date' }) validTo: string;
  /** Account that named the deputy. */
  @ApiProperty({ example: 'family-doctor' }) namedBy: string;
  @ApiProperty({ format: 'date-time' }) namedAt: string;
  /** Account that ended it before its time. */
  @ApiProperty({ required: false }) endedBy?: string;
}

export class DeputiesView {
  @ApiProperty({ type: [DeputyView] }) items: DeputyView[];
}

/** `POST /v1/desk-delegations`: a department leaves its decisions to the referral desk, or takes them back. */
export class NewDelegation {
  @Key('03.04') deptCode: string;
  @Flag(true) delegated: boolean;
  /** Today, if left out. */
  @LocalDate('2026-03-09', { optional: true }) validFrom?: string;
  /** The first day on which it no longer holds; open, if left out. */
  @LocalDate('2026-06-09', { optional: true }) validTo?: string;
}

export class DelegationView {
  @ApiProperty({ example: '03.04' }) deptCode: string;
  @ApiProperty() delegated: boolean;
  @ApiProperty({ format: 'date' }) validFrom: string;
  @ApiProperty({ format: 'date', required: false }) validTo?: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: 'department-head' }) approvedBy: string;
}

export class DelegationsView {
  @ApiProperty({ type: [DelegationView] }) items: DelegationView[];
}
