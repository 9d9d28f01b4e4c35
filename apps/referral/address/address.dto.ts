import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';

/** One question for the address of a patient, or of the contact that the referral names. */
export class WantedAddress {
  /** Why it is asked: the notice that is to be sent. */
  @IsUUID() noticeId: string;
  @Matches(/^\d{6}$/) county: string;
  @IsOptional() @IsUUID() referralId?: string;
  /** Where there is no referral. */
  @IsOptional() @IsUUID() patientId?: string;
  @IsIn(['patient', 'contact']) whose: 'patient' | 'contact';
}

export class AddressQuestion {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => WantedAddress)
  wanted: WantedAddress[];
}

/** Nothing is sent after death or void (domain §10). */
export type Withheld = 'patient-died' | 'referral-void';

export interface AnsweredAddress {
  phone?: string;
  /** Public name of the receiving house, where it does not tell a diagnosis by itself. */
  hospital?: { zh: string; en: string };
  withheld?: Withheld;
}

/** In the order of the questions; empty where nothing is known. */
export interface AddressAnswer {
  addresses: AnsweredAddress[];
}
