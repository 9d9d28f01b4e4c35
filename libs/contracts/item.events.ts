import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Matches, Min } from 'class-validator';

/** What else than a referral may be overdue: a request to leave the network, somebody whose unit a hospital took away. */
export const ITEM_SUBJECTS = ['approval', 'displacement'] as const;
export type ItemSubject = (typeof ITEM_SUBJECTS)[number];

/** An open item that is no step of a referral is told up the ladder (domain §6): ids, codes and times. */
export class ItemOverdue {
  @IsIn(ITEM_SUBJECTS) subject: ItemSubject;
  @IsUUID() subjectId: string;
  /** What should have happened. */
  @IsString() dueKind: string;
  @IsISO8601() dueAt: string;
  @Matches(/^L[0-5]$/) rung: string;
  /** Alerts of this rung that went before. */
  @IsInt() @Min(0) repeat: number;
  /** Role whose turn it is. */
  @IsString() owner: string;
  @Matches(/^\d{6}$/) ownerCounty: string;
  /** `*`: the whole county. */
  @IsString() ownerInstitution: string;
  @IsOptional() @IsString() ownerDepartment?: string;
  /** With which house it is stuck. */
  @IsString() institution: string;
}

/** Somebody whose unit a hospital took away, and of whom was told that nobody sees to it: with which supply it is stuck. */
export class DisplacementOverdue extends ItemOverdue {
  /** Department, exam item or bed class. */
  @IsString() group: string;
}

/** Nobody waits for the desk any more; no overdue message of a lower version counts from now on. */
export class DisplacementSettled {
  @IsUUID() displacementId: string;
}
