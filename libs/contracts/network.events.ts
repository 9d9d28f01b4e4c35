import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { Actor } from './parts.js';

/** The house of one practitioner. */
export class Workplace {
  @IsUUID() practitioner: string;
  @IsString() institution: string;
  /** The first local day on which it is no longer so. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) until?: string;
}

/**
 * Rows of the care network have changed: which, not what. Whoever wants them reads them from `GET /v1/network/<kind>`, so
 * no other service keeps a copy that it does not use.
 */
export class NetworkChanged {
  /** Kind of the rows, as in the address: `consortium-members`. */
  @Matches(/^[a-z-]+$/) kind: string;
  /** Version of the network that holds them; it only grows. */
  @IsInt() @Min(1) version: number;
  /** Keys within the county, parts divided by `/`; a larger change comes in several messages. */
  @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) ids: string[];
  /** Institutions that these rows name. */
  @IsArray() @IsString({ each: true }) institutions: string[];
  /** Of the kind `practitioners`: who works where from now on, so that nobody is called who has left. */
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => Workplace) people?: Workplace[];
  @ValidateNested() @Type(() => Actor) by: Actor;
}

/** A doctor with the right to the reserve, and the house where he is registered. */
export class EntitledDoctor {
  @IsUUID() practitioner: string;
  @IsString() institution: string;
}

/**
 * Who may use whose reserve (V05), as far as it lies with the network: the family doctors of the contract teams of one
 * county consortium, and its upper hospitals. Each message says all of it; none are left when the consortium has ended.
 */
export class ConsortiumEntitled {
  @IsUUID() consortiumId: string;
  @IsArray() @ArrayMaxSize(500) @IsString({ each: true }) hospitals: string[];
  @IsArray() @ArrayMaxSize(5_000) @ValidateNested({ each: true }) @Type(() => EntitledDoctor) doctors: EntitledDoctor[];
}

/** What one thing of a house is called. */
export class NamedGroup {
  /** Of a department, or of an exam. */
  @IsString() code: string;
  @IsString() name: string;
  @IsString() nameEn: string;
}

/** What a house, its departments and its exams are called, so that a list of another service can say it. */
export class InstitutionNamed {
  @IsString() institution: string;
  @IsString() name: string;
  @IsString() nameEn: string;
  @IsArray() @ArrayMaxSize(2_000) @ValidateNested({ each: true }) @Type(() => NamedGroup) groups: NamedGroup[];
}
