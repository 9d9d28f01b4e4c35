import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
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
import {
  ENTITLEMENTS,
  type Entitlement,
  NO_UNIT_REASONS,
  type NoUnitReason,
  POOLS,
  type Pool,
  URGENCY_CLASSES,
  type UrgencyClass,
} from './codes.js';

const COUNTY = /^\d{6}$/;

/** Who acted. `role: 'system'` for timers and automatic steps. */
export class Actor {
  @IsString() id: string;
  @IsString() role: string;
  @IsString() institution: string;
}

/** An institution that may receive the patient, in the order of preference. */
export class Candidate {
  @Matches(COUNTY) county: string;
  @IsString() institution: string;
}

/** How a part of a bundle lies to its main unit. */
export const BUNDLE_RELATIONS = ['before', 'after', 'same-day'] as const;
export type BundleRelation = (typeof BUNDLE_RELATIONS)[number];

/** Which part of a bundle is meant. */
export class PartName {
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
}

/** What must be had together with the main unit, at the same institution: all of it or nothing. */
export class BundlePart extends PartName {
  @IsIn(BUNDLE_RELATIONS) when: BundleRelation;
  /** How many days it may lie before or after; without meaning for `same-day`. */
  @IsInt() @Min(0) withinDays: number;
}

/**
 * What a referral asks reservation for. Entitlement is decided by referral (V05); reservation decides
 * which unit. Every event that moves supply carries the whole block, so none depends on an earlier one.
 */
export class UnitWanted {
  @IsIn(ENTITLEMENTS) entitlement: Entitlement;
  @IsIn(URGENCY_CLASSES) urgencyClass: UrgencyClass;
  @IsOptional() @IsBoolean() greenChannel?: boolean;
  @IsIn(POOLS) pool: Pool;
  /** Department code, exam item or ward group: the group of the account (domain §7.2). */
  @IsString() group: string;
  @IsOptional() @IsString() doctorId?: string;
  /** The session that the doctor chose while filling the form: tried before any other. */
  @IsOptional() @IsUUID() preferredSession?: string;
  /** A unit must start inside this window; ISO instants. */
  @IsISO8601() earliest: string;
  @IsISO8601() latest: string;
  /** The receiver must answer by then: the review hold lasts at least so long (domain §7.5). */
  @IsISO8601() decideBy: string;
  @IsISO8601() validUntil: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => Candidate) candidates: Candidate[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => BundlePart)
  bundle?: BundlePart[];
  /** Institution of the referring doctor: the fairness key of the wait list (domain §8.4). */
  @IsString() referringInstitution: string;
}

/** One seat of one session, as others may know it: no patient in it. */
export class Unit {
  @IsUUID() reservationId: string;
  @IsUUID() sessionId: string;
  @IsInt() @Min(1) seat: number;
  @Matches(COUNTY) county: string;
  @IsString() institution: string;
  @IsIn(POOLS) pool: Pool;
  @IsString() group: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsOptional() @IsString() doctorId?: string;
  @IsOptional() @IsString() preparation?: string;
  /** True when the unit came out of the protected part. */
  @IsBoolean() fromReserve: boolean;
  /** Of a booking: until then a late patient finds it kept (`late.grace`, `bed.hold`). */
  @IsOptional() @IsISO8601() keptUntil?: string;
}

/** A free unit that could be asked for next. */
export class UnitOption {
  @IsUUID() sessionId: string;
  @IsString() institution: string;
  @IsISO8601() startsAt: string;
  @IsInt() @Min(0) free: number;
}

export class NoUnit {
  @IsString() institution: string;
  @IsIn(NO_UNIT_REASONS) reason: NoUnitReason;
  /** The part of a bundle that was missing. */
  @IsOptional() @ValidateNested() @Type(() => PartName) part?: PartName;
}

export class WaitPlace {
  @IsUUID() entryId: string;
  @IsInt() @Min(1) position: number;
  @IsISO8601() waitingSince: string;
}
