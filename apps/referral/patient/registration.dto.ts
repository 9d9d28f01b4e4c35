import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { KEY_GROUPS } from '#contracts/codes.js';
import { Code, Id, LocalDate, Patterned, Text } from '#service/openapi/fields.js';
import { SEX_CODES } from '../referral/form/form.codes.js';
import { PHONE } from '../referral/form/phone.js';
import { ID_TYPES } from './patient.dto.js';

/** `POST /v1/patients`: somebody who came to the caller's institution (domain §4.2). */
export class RegisterPatient {
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value))
  @Text(2, 50, '张三')
  name: string;
  @Code(SEX_CODES, 1) sexCode: number;
  @LocalDate('1980-01-01') birthDate: string;
  @Code(ID_TYPES, '01') idType: (typeof ID_TYPES)[number];
  @Text(1, 18, '990101198001010014') idNo: string;
  @Patterned(PHONE, '12012345678') phone: string;
  @Text(1, 200, '安平县城关镇一村 1 号') address: string;
  /** GB/T 2260, with the village or without. */
  @Patterned(/^\d{6}(\d{3}){0,2}$/, '990101001') divisionCode: string;
  @Code(KEY_GROUPS, ['hypertension'], { list: 10, optional: true }) keyGroups?: string[];
}

/** `POST /v1/patients/{id}/contacts`: how the patient is reached from now on. */
export class CorrectContact {
  @Patterned(PHONE, '12012345678') phone: string;
  @Text(1, 200, '安平县城关镇一村 1 号') address: string;
}

export class CorrectedContact {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) correctedAt: string;
}

/** What does not fit together, or not to what the county knows. */
export class RegistrationWarning {
  @ApiProperty({ example: 'V10' }) rule: string;
  @ApiProperty({ example: 'sex' }) code: string;
  @ApiProperty({ example: 'sexCode' }) field: string;
  @ApiProperty({ example: 'The number says another sex.' }) message: string;
}

/** Who was registered; a patient whom the county knew already keeps the id. */
export class RegisteredPatient {
  @ApiProperty({ format: 'uuid' }) id: string;
  /** The county knew the patient before. */
  @ApiProperty() known: boolean;
  /** What does not fit together, and is kept as it was said. */
  @ApiProperty({ type: RegistrationWarning, isArray: true }) warnings: RegistrationWarning[];
}

/** `POST /v1/patients/{id}/merges`: who the patient with the temporary number was. */
export class Merge {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737') into: string;
}

export class MergedPatient {
  @ApiProperty({ format: 'uuid' }) temporaryId: string;
  @ApiProperty({ format: 'uuid' }) into: string;
  @ApiProperty({ type: [String] }) referrals: string[];
  @ApiProperty({ format: 'date-time' }) mergedAt: string;
}
