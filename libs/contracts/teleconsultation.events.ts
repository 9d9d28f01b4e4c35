import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Matches, Min, ValidateNested } from 'class-validator';
import { URGENCY_CLASSES, type UrgencyClass } from './codes.js';
import { Actor } from './parts.js';

/** What every event of a question before a referral says: ids, codes and times; no name, no clinical text. */
export class TeleconsultationChanged {
  @IsUUID() teleconsultationId: string;
  @Matches(/^\d{6}$/) county: string;
  @IsUUID() patientId: string;
  @IsUUID() episodeId: string;
  @IsIn(URGENCY_CLASSES) urgencyClass: UrgencyClass;
  @IsString() fromState: string;
  @IsString() toState: string;
  /** Row of its machine, for example `C06`; absent where nothing has changed but the time. */
  @IsOptional() @Matches(/^C\d\d$/) transition?: string;
  @IsString() fromInstitution: string;
  @IsString() fromPractitioner: string;
  @Matches(/^\d{6}$/) toCounty: string;
  @IsString() toInstitution: string;
  @IsString() toDepartment: string;
  /** The specialist who is asked by name, or has taken it. */
  @IsOptional() @IsString() toPractitioner?: string;
  @IsOptional() @IsIn(['stay-local', 'up-refer', 'emergency']) outcome?: string;
  @ValidateNested() @Type(() => Actor) actor: Actor;
  @IsOptional() @IsString() reason?: string;
  @IsOptional() @IsISO8601() dueAt?: string;
  /** How often somebody has been told that it is overdue. */
  @IsOptional() @IsInt() @Min(1) alert?: number;
  /** How far up the ladder it is told now, and whose turn it is there (domain §6). */
  @IsOptional() @Matches(/^L[0-5]$/) rung?: string;
  @IsOptional() @IsString() owner?: string;
  @IsOptional() @Matches(/^\d{6}$/) ownerCounty?: string;
  @IsOptional() @IsString() ownerInstitution?: string;
  @IsOptional() @IsString() ownerDepartment?: string;
}
