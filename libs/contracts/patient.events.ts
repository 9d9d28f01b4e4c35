import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsUUID, Matches, ValidateNested } from 'class-validator';
import { Actor } from './parts.js';

/** A named person has said who a patient with a temporary number was: what stood under the one id is the other's now. */
export class PatientMerged {
  @Matches(/^\d{6}$/) patientCounty: string;
  @IsUUID() temporaryId: string;
  @IsUUID() patientId: string;
  /** Referrals that were moved; their units may lie in other counties. */
  @IsArray() @ArrayMaxSize(500) @IsUUID('all', { each: true }) referrals: string[];
  @ValidateNested() @Type(() => Actor) actor: Actor;
}
