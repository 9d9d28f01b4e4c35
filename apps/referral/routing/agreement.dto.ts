import { ApiProperty } from '@nestjs/swagger';
import { Key, LocalDate, Part } from '#service/openapi/fields.js';
import { Codes } from '../network/register/fields.js';
import type { AgreementDraft } from './agreement-pairs.js';

export class AgreementPair {
  @Key('990101T01') a: string;
  @Key('990102H01') b: string;
}

/** `POST /v1/agreement-drafts`. */
export class AgreementPairs {
  @Part(() => AgreementPair, { list: 500, least: 1 }) pairs: AgreementPair[];
  /** Departments that they cover; none = all. */
  @Codes(/^[A-Za-z0-9.]{1,12}$/, ['03.04']) deptCodes?: string[];
  @LocalDate('2026-04-01') validFrom: string;
  /** First day on which they no longer hold. */
  @LocalDate('2027-04-01', { optional: true }) validTo?: string;
}

export class AgreementDrafts {
  /** Rows whose sender lies in the county of the caller. */
  @ApiProperty({ type: Object, isArray: true }) rows: AgreementDraft[];
  /** The same rows for `POST /v1/network/agreements/imports`, with its dry run. */
  @ApiProperty() csv: string;
  /** Rows that another county has to take. */
  @ApiProperty({ type: Object, isArray: true }) theirs: AgreementDraft[];
}
