import { Code, Id, Instant, Key, Patterned, Quantity, Text } from '#service/openapi/fields.js';
import {
  AID_CATEGORIES,
  type AidCategory,
  CHRONIC_SPECIAL,
  type ChronicSpecial,
  SCHEMES,
  type Scheme,
} from '../../insurance/insurance.codes.js';
import {
  ATTACHMENT_TYPES,
  CONSENT_METHODS,
  CONSENT_TYPES,
  ESCORTS,
  REPEAT_REASONS,
  type RepeatReason,
  SCAN_STATES,
  SEX_CODES,
  TRANSPORT_MODES,
} from './form.codes.js';
import { PHONE } from './phone.js';

/** Parts of the common head of a form (domain §4.1–4.3). */

export class Consent {
  @Code(CONSENT_TYPES, 'patient') type: string;
  /** Who gave it, where it was not the patient. */
  @Text(1, 50, 'mother', { optional: true }) by?: string;
  @Instant('2026-03-06T08:30:00+08:00') at: string;
  @Code(CONSENT_METHODS, 'paper') method: string;
}

/** Whom to call about the patient; needed below 14 years, with dementia, and for U1. */
export class Contact {
  @Text(2, 50, '李四') name: string;
  @Text(1, 20, 'daughter') relation: string;
  @Patterned(PHONE, '12012345678') phone: string;
}

/** 医保 as the doctor knows it: a preview uses it where nothing is recorded; an approval (EX05) is never taken from it. */
export class Coverage {
  @Code(SCHEMES, 'resident') scheme: Scheme;
  /** 统筹区: division code. */
  @Patterned(/^\d{6}$/, '990101', { optional: true }) poolingArea?: string;
  /** 门诊慢特病 that are recognised for the patient. */
  @Code(CHRONIC_SPECIAL, ['hypertension'], { list: 12, optional: true }) chronicSpecial?: ChronicSpecial[];
  @Code(AID_CATEGORIES, 'minimum-living', { optional: true }) aidCategory?: AidCategory;
}

/** How the patient gets there; needed where an emergency is transferred. */
export class Transport {
  @Code(TRANSPORT_MODES, 'ambulance-120') mode: string;
  /** Job number of the 120 call. */
  @Key('120-2026-000815', { optional: true }) dispatchRef?: string;
  @Code(ESCORTS, 'nurse', { optional: true }) escort?: string;
  @Instant('2026-03-06T08:40:00+08:00', { optional: true }) departAt?: string;
}

/** A file or study by reference: Fenji keeps what describes it, never the content. */
export class Attachment {
  @Id('0195f000-0000-7000-8000-000000000040') id: string;
  @Code(ATTACHMENT_TYPES, 'ecg') type: string;
  /** At most what the policy allows: 20 MB. */
  @Quantity(1, 1_000_000_000, 184_320) sizeBytes: number;
  @Patterned(/^[0-9a-f]{64}$/, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855') sha256: string;
  /** Where it can be opened by whoever may see the referral; the host must be on the county's list. */
  @Patterned(/^https:\/\/[^\s]{1,500}$/, 'https://pacs.fenji.example/studies/1') url: string;
  @Code(SCAN_STATES, 'clean') scan: string;
}

/** The state of the health record that was looked at (健康档案摘要). */
export class EhrSnapshot {
  @Patterned(/^[0-9a-f]{64}$/, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855') sha256: string;
  @Key('17') version: string;
}

/** Why an exam is booked again although a recognised result of its item still holds (domain §4.7). */
export class RepeatedExam {
  @Key('ct') item: string;
  @Code(REPEAT_REASONS, 'condition-changed') reason: RepeatReason;
  /** For `other`. */
  @Text(1, 200, 'Pain has moved to the left side', { optional: true }) text?: string;
}

/** An emergency whose name nobody knows: registered under `patientId`, a new id that the client makes (V13). */
export class UnknownPatient {
  @Code(SEX_CODES, 1) sexCode: number;
  /** Estimate. */
  @Quantity(0, 120, 60) ageYears: number;
  /** What the patient or somebody else says. */
  @Text(2, 50, '无名氏', { optional: true }) name?: string;
}
