import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import type { Bound, PolicyValue, ScopeKind } from './policy.js';

const LOCAL_DATE = /^\d{4}-\d\d-\d\d$/;
const KEY = /^[a-zA-Z][a-zA-Z0-9.-]{1,79}$/;
/** Scopes that a county and its consortia may write in. */
export const OWN_SCOPES = ['county', 'consortium', 'institution'] as const;

const isPlain = (value: unknown): boolean =>
  ['number', 'boolean'].includes(typeof value) || (typeof value === 'string' && value.length <= 200);

/** A number, a text, a truth value, a list of them, or a flat table of them. */
function isPolicyValue(value: unknown): boolean {
  if (isPlain(value)) return true;
  if (Array.isArray(value)) return value.length <= 100 && value.every(isPlain);
  return typeof value === 'object' && value !== null && Object.values(value).every(isPlain);
}

function IsPolicyValue(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isPolicyValue',
      target: target.constructor,
      propertyName: String(property),
      options: { message: '$property must be a number, a text, true or false, or a list or flat table of them' },
      validator: { validate: isPolicyValue },
    });
}

export class PolicyScope {
  @IsIn(OWN_SCOPES) kind: (typeof OWN_SCOPES)[number];
  /** County code, consortium id or institution code. */
  @ApiProperty({ example: '990101' }) @IsString() @IsNotEmpty() @MaxLength(64) code: string;
}

/** A new version of a parameter, or the end of its row, for a second person to approve. */
export class ProposePolicy {
  @ApiProperty({ example: 'decide.within.U3' }) @Matches(KEY) key: string;
  @ApiProperty({ type: PolicyScope }) @IsDefined() @ValidateNested() @Type(() => PolicyScope) scope: PolicyScope;
  /** Left out only where the row is to end. */
  @ApiProperty({ required: false, type: Object, example: '3wh' })
  @IsOptional()
  @IsPolicyValue()
  value?: PolicyValue;
  /** What narrower scopes may still do: only more, only less, nothing. */
  @ApiProperty({ required: false, enum: ['at-least', 'at-most', 'fixed'] })
  @IsOptional()
  @IsIn(['at-least', 'at-most', 'fixed'])
  bound?: Bound;
  /** First day; today or later: what was decided stays decided. */
  @ApiProperty({ example: '2099-01-01' }) @Matches(LOCAL_DATE) @IsISO8601({ strict: true }) validFrom: string;
  /** First day on which it holds no more. */
  @ApiProperty({ required: false, example: '2099-07-01' })
  @IsOptional()
  @Matches(LOCAL_DATE)
  @IsISO8601({ strict: true })
  validTo?: string;
  /** True: the scope's row ends on `validFrom`, and what wider scopes say holds again. */
  @ApiProperty({ required: false }) @IsOptional() @IsBoolean() ends?: boolean;
  /** The text it comes from. */
  @ApiProperty({ example: 'Order 12 of the county' }) @IsString() @IsNotEmpty() @MaxLength(300) source: string;
}

export class DecidePolicy {
  @ApiProperty({ enum: ['approve', 'reject'] }) @IsIn(['approve', 'reject']) decision: 'approve' | 'reject';
}

export class PolicyQuery {
  /** One key, or the beginning of several: `decide.`. With one key the answer has its history. */
  @IsOptional() @Matches(KEY) key?: string;
  @IsOptional() @IsString() @MaxLength(64) institution?: string;
  @IsOptional() @IsString() @MaxLength(64) consortium?: string;
  /** Local date; today unless given. */
  @IsOptional() @Matches(LOCAL_DATE) @IsISO8601({ strict: true }) day?: string;
}

export class ProposalQuery {
  @IsOptional() @IsIn(['proposed', 'approved', 'rejected']) state?: 'proposed' | 'approved' | 'rejected';
}

/** A row as it is stored. */
export class PolicyRowView {
  @ApiProperty({ example: 'nation' }) scopeKind: ScopeKind;
  @ApiProperty() scopeCode: string;
  @ApiProperty() version: number;
  @ApiProperty({ type: Object }) value: PolicyValue;
  @ApiProperty({ required: false, type: String }) bound?: Bound;
  @ApiProperty() validFrom: string;
  @ApiProperty({ required: false, type: String }) validTo?: string;
  @ApiProperty() approvedBy: string;
  @ApiProperty() source: string;
}

/** A parameter as it holds at a place on a day. */
export class PolicyView {
  @ApiProperty() key: string;
  @ApiProperty({ type: Object }) value: PolicyValue;
  /** The row that decided: the narrowest, or the bound of a wider one. */
  @ApiProperty({ type: PolicyRowView }) decidedBy: PolicyRowView;
  @ApiProperty() unit: string;
  @ApiProperty({ type: Object }) meaning: { zh: string; en: string };
  @ApiProperty({ required: false, type: Number }) least?: number;
  @ApiProperty({ required: false, type: Number }) most?: number;
}

export class PoliciesView {
  /** Names the whole set of rows: what a decision keeps. */
  @ApiProperty() ruleSetVersion: string;
  @ApiProperty() day: string;
  @ApiProperty({ type: [PolicyView] }) items: PolicyView[];
  /** Every row of the one key that was asked for, in the county and above it. */
  @ApiProperty({ type: [PolicyRowView], required: false }) history?: PolicyRowView[];
}

export class ProposalView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() version: number;
  @ApiProperty() key: string;
  @ApiProperty({ type: PolicyScope }) scope: PolicyScope;
  @ApiProperty({ required: false, type: Object }) value?: PolicyValue;
  @ApiProperty({ required: false, type: String }) bound?: Bound;
  @ApiProperty() validFrom: string;
  @ApiProperty({ required: false, type: String }) validTo?: string;
  @ApiProperty() ends: boolean;
  @ApiProperty() source: string;
  @ApiProperty() author: string;
  @ApiProperty() proposedAt: string;
  @ApiProperty({ enum: ['proposed', 'approved', 'rejected'] }) state: 'proposed' | 'approved' | 'rejected';
  @ApiProperty({ required: false, type: String }) decidedBy?: string;
  /** Version of the policy row that it became. */
  @ApiProperty({ required: false, type: Number }) policyVersion?: number;
}

export class ProposalsView {
  @ApiProperty({ type: [ProposalView] }) items: ProposalView[];
}
