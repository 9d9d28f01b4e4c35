import { POOLS, type Pool } from '#contracts/codes.js';
import { Code, Text } from '#service/openapi/fields.js';
import { CRITICAL_CENTRES } from '../../centres.entity.js';
import { Codes, DatedRow, HouseCode, pattern } from '../fields.js';
import { AUTHORITY, HOUSE, type Kind, ofInstitution, ofNobody } from '../kind.js';

const CODE = /^[A-Za-z0-9.-]{1,40}$/;
/** A category or a code of ICD-10, or a range of them. */
const ICD10_RANGE = /^[A-Z]\d{2}(\.\w{1,4})?(-[A-Z]\d{2}(\.\w{1,4})?)?$/;

/** A department and what it can do. */
export class CapabilityRow extends DatedRow {
  @HouseCode('990101H01') institution: string;
  @pattern(/^[A-Za-z0-9.]{1,12}$/, '03.04') deptCode: string;
  @Text(1, 60, '心血管内科') name: string;
  @Text(1, 60, 'Cardiology') nameEn: string;
  @Code(POOLS, ['expert-slot'], { list: POOLS.length, optional: true }) pools?: Pool[];
  @Codes(CODE, ['echo']) examItems?: string[];
  @Codes(CODE, ['general']) bedClasses?: string[];
  /** Diseases that it treats; none = not restricted. */
  @Codes(ICD10_RANGE, ['I20-I25', 'I50']) icd10Ranges?: string[];
  /** ICD-9-CM-3. */
  @Codes(/^\d{2}(\.\w{1,6})?$/, ['36.06']) procedures?: string[];
  @Codes(CODE, ['dsa']) equipment?: string[];
  @Codes(/^[\p{L}\p{N} .+-]{1,60}$/u, ['aspirin', 'ticagrelor']) drugs?: string[];
}

export class ReferralCentreRow extends DatedRow {
  @HouseCode('990101H01') institution: string;
  /** Answered day and night. */
  @pattern(/^[0-9+() -]{3,30}$/, '0990-1201200') phone: string;
}

export class CriticalCentreRow extends DatedRow {
  @HouseCode('990101H01') institution: string;
  @Code(CRITICAL_CENTRES, 'chest-pain') kind: string;
}

export const ABILITY_KINDS: readonly Kind[] = [
  {
    name: 'department-capabilities',
    table: 'department_capability',
    row: CapabilityRow,
    key: ['institution', 'deptCode', 'validFrom'],
    required: ['institution', 'deptCode', 'name', 'nameEn', 'validFrom'],
    optional: ['pools', 'examItems', 'bedClasses', 'icd10Ranges', 'procedures', 'equipment', 'drugs', 'validTo'],
    lists: ['pools', 'examItems', 'bedClasses', 'icd10Ranges', 'procedures', 'equipment', 'drugs'],
    keepers: HOUSE,
    owner: ofInstitution,
  },
  {
    name: 'referral-centres',
    table: 'referral_centre',
    row: ReferralCentreRow,
    key: ['institution', 'validFrom'],
    required: ['institution', 'phone', 'validFrom'],
    optional: ['validTo'],
    keepers: HOUSE,
    owner: ofInstitution,
  },
  {
    name: 'critical-centres',
    table: 'critical_centre',
    row: CriticalCentreRow,
    key: ['institution', 'kind', 'validFrom'],
    required: ['institution', 'kind', 'validFrom'],
    optional: ['validTo'],
    keepers: AUTHORITY,
    owner: ofNobody,
  },
];
