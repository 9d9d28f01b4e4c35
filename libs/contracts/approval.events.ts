import { IsIn, IsISO8601, IsString, IsUUID, Matches } from 'class-validator';

/** A request to leave the network was made, or is decided: ids, codes and times; no patient. */
export class ApprovalChanged {
  @IsUUID() approvalId: string;
  @Matches(/^\d{6}$/) county: string;
  @IsIn(['requested', 'approved', 'refused']) state: 'requested' | 'approved' | 'refused';
  @IsString() fromInstitution: string;
  /** Practitioner who asked. */
  @IsString() requestedBy: string;
  /** Whose centre decides. */
  @IsString() decidingInstitution: string;
  /** Where the patient is to go. */
  @IsString() toInstitution: string;
  @IsISO8601() dueAt: string;
}
