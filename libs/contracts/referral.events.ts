import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { DIRECTIONS, type Direction, URGENCY_CLASSES, type UrgencyClass } from './codes.js';
import { Actor, Unit, UnitWanted } from './parts.js';

/** What every event of a referral says: ids, codes and times; no name, no ID number, no free text. */
export class ReferralChanged {
  @IsUUID() referralId: string;
  @IsString() referralNo: string;
  @Matches(/^\d{6}$/) referralCounty: string;
  @IsUUID() patientId: string;
  @IsUUID() episodeId: string;
  @IsIn(DIRECTIONS) direction: Direction;
  @IsIn(URGENCY_CLASSES) urgencyClass: UrgencyClass;
  @IsString() fromState: string;
  @IsString() toState: string;
  /** Transition of domain §5.2, for example `T06`, or a fact between two of them, for example `F01`. */
  @Matches(/^[TF]\d\d$/) transition: string;
  /** Redirects so far; an answer to an earlier hop is late. */
  @IsInt() @Min(0) hop: number;
  @IsString() fromInstitution: string;
  /** Practitioner who referred. */
  @IsString() fromPractitioner: string;
  @Matches(/^\d{6}$/) toCounty: string;
  @IsString() toInstitution: string;
  @IsString() toDepartment: string;
  @ValidateNested() @Type(() => Actor) actor: Actor;
  /** A reason code of the domain, never free text. */
  @IsOptional() @IsString() reason?: string;
  @IsOptional() @IsISO8601() dueAt?: string;
}

/** An event that lets reservation act: it carries what is wanted, where a unit of a pool is wanted at all. */
export class ReferralWants extends ReferralChanged {
  @IsOptional() @ValidateNested() @Type(() => UnitWanted) wanted?: UnitWanted;
  /** Submitted from a stored draft: a form hold may live under the referral's id (domain §7.5). */
  @IsOptional() @IsBoolean() fromDraft?: boolean;
}

/**
 * What the form holds of a stored draft say (T01). The draft's id becomes the referral's and its version goes on in the
 * referral's, so that a hold never changes its owner and a late request is known as late.
 */
export class FormHoldChanged {
  @IsUUID() referralId: string;
  @Matches(/^\d{6}$/) referralCounty: string;
  @IsUUID() patientId: string;
  @IsInt() @Min(0) hop: number;
  @Matches(/^\d{6}$/) toCounty: string;
  @IsString() toInstitution: string;
  @ValidateNested() @Type(() => Actor) actor: Actor;
  @Matches(/^T\d\d$/) transition: string;
  @IsOptional() @IsString() reason?: string;
}

/** The author asks for a unit to be held while the form is filled; a second request moves the hold. */
export class FormHoldRequested extends FormHoldChanged {
  @ValidateNested() @Type(() => UnitWanted) wanted: UnitWanted;
  /** Only this session will do. */
  @IsOptional() @IsUUID() sessionId?: string;
}

export class FormHoldExtensionRequested extends FormHoldChanged {
  @IsUUID() reservationId: string;
}

export class ReferralRedirected extends ReferralWants {
  @IsIn(['rejected', 'no-decision', 'desk', 'patient']) cause: string;
}

/** A unit is held and the target's desk has been told; a fact, not a state. */
export class ReferralOffered extends ReferralChanged {
  @ValidateNested() @Type(() => Unit) unit: Unit;
  @IsISO8601() holdUntil: string;
}

/** Events that tell the reader which unit is concerned. */
export class ReferralWithUnit extends ReferralChanged {
  @IsOptional() @ValidateNested() @Type(() => Unit) unit?: Unit;
  @IsOptional() @IsISO8601() holdUntil?: string;
}

export class ConfirmationRequested extends ReferralChanged {
  @IsUUID() reservationId: string;
}

export class UnitRequested extends ReferralWants {
  @IsUUID() sessionId: string;
}

/** Another unit is wanted instead of a booked one, which stays until the new one is sure (T14). */
export class RescheduleRequested extends UnitRequested {
  @IsUUID() reservationId: string;
}

export class ReferralWaitlisted extends ReferralChanged {
  @IsOptional() @IsInt() @Min(1) position?: number;
}

/** An emergency is on its way: a named person of the centre must take note within five minutes (domain §5.3). */
export class CriticalCentreAlerted extends ReferralChanged {
  @Matches(/^\d{6}$/) centreCounty: string;
  @IsString() centreInstitution: string;
  @IsString() centreDepartment: string;
}

/** Medical affairs says that a referral was entered in error; the office of the consortium must answer (T33). */
export class VoidRequested extends ReferralChanged {
  /** Lead institution of the consortium, where its office sits. */
  @IsString() officeInstitution: string;
}

/** The office has not agreed: the referral stays as it is (F04). */
export class VoidRefused extends ReferralChanged {
  /** Whose medical affairs had asked. */
  @IsString() requestedInstitution: string;
}

export class ReferralOverdue extends ReferralChanged {
  @Matches(/^L[0-5]$/) rung: string;
  /** Alerts of this rung that went before. */
  @IsOptional() @IsInt() @Min(0) repeat?: number;
  /** What should have happened: `decide`, `answer`, `acknowledge-alert` … */
  @IsOptional() @IsString() dueKind?: string;
  /** Role whose turn it is. */
  @IsString() owner: string;
  @IsOptional() @Matches(/^\d{6}$/) ownerCounty?: string;
  /** `*`: the whole county. */
  @IsOptional() @IsString() ownerInstitution?: string;
  @IsOptional() @IsString() ownerDepartment?: string;
  @IsOptional() @IsUUID() ownerPractitioner?: string;
}

/** A result is there, for the doctor who ordered it and the family doctor under contract: ids and codes only. */
export class ResultReady {
  @IsUUID() examOrderId: string;
  @Matches(/^\d{6}$/) county: string;
  @IsUUID() patientId: string;
  @IsOptional() @IsUUID() referralId?: string;
  /** Of the catalogue of exams. */
  @IsString() item: string;
  /** It calls for somebody at once (危急值). */
  @IsBoolean() critical: boolean;
  @IsString() orderingInstitution: string;
  @IsString() orderedBy: string;
  @IsString() reportingInstitution: string;
  /** Of the team under contract, if there is one. */
  @IsOptional() @IsString() teamInstitution?: string;
  @ValidateNested() @Type(() => Actor) actor: Actor;
}
