import { Code, Flag, LocalDate, Text } from '#service/openapi/fields.js';
import { INSTITUTION_TYPES, type InstitutionType } from '../../tiers.js';
import { CountyCode, DatedRow, HouseCode, pattern, RegisterRow, Whole } from '../fields.js';
import { AUTHORITY, type Kind, ofNobody } from '../kind.js';

const TYPES = Object.keys(INSTITUTION_TYPES);
const PHONE = /^[0-9+() -]{3,30}$/;
const DIVISION = /^\d{6,12}$/;

/** An institution; its tier and its `referralRank` follow from the type (domain §2.1). */
export class InstitutionRow extends DatedRow {
  @HouseCode('990101T40') code: string;
  @Text(1, 100, '青山镇卫生院') name: string;
  @Text(1, 100, 'Qingshan Township Health Centre') nameEn: string;
  @Code(TYPES, 'township-health-centre') type: InstitutionType;
  /** 1–3; 0 where the law gives none. */
  @Whole(0, 3, 1) level: number;
  @Code(['A', 'B', 'C'], 'A', { optional: true }) grade?: string | null;
  @Code(['public', 'private'], 'public') ownership: string;
  @Flag(false, { optional: true }) forProfit?: boolean;
  @pattern(DIVISION, '990101140000') divisionCode: string;
  @pattern(PHONE, '0990-1234567', true) phone?: string | null;
  /** False while it takes no referrals through Fenji. */
  @Flag(true, { optional: true }) online?: boolean;
  /** Millionths of a degree (CGCS2000); both or neither. */
  @Whole(-90_000_000, 90_000_000, 29_560_000, true) latitudeMicro?: number | null;
  @Whole(-180_000_000, 180_000_000, 106_550_000, true) longitudeMicro?: number | null;
  /** Designated by the basic medical insurance. */
  @LocalDate('2026-04-01', { optional: true }) insuredFrom?: string | null;
  @LocalDate('2029-04-01', { optional: true }) insuredTo?: string | null;
}

export class ParentRow extends DatedRow {
  @HouseCode('990101V01') institution: string;
  @HouseCode('990101T01') parent: string;
}

export class ElderCareRow extends DatedRow {
  @HouseCode('990101E09') code: string;
  @Text(1, 100, '青山养老院') name: string;
  @Text(1, 100, 'Qingshan Home') nameEn: string;
  @pattern(DIVISION, '990101140000') divisionCode: string;
  @Whole(0, 100_000, 80) beds: number;
  @pattern(PHONE, '0990-1234568', true) phone?: string | null;
}

export class ElderCareLinkRow extends DatedRow {
  @HouseCode('990101E01') organisation: string;
  /** Looks after the residents. */
  @HouseCode('990101T01') institution: string;
}

export class JourneyRow extends RegisterRow {
  @HouseCode('990101T01') fromInstitution: string;
  /** Left out = the own county. */
  @CountyCode('990101', true) toCounty?: string;
  @HouseCode('990101H01') toInstitution: string;
  @Whole(0, 10_000, 35) minutes: number;
}

export const HOUSE_KINDS: readonly Kind[] = [
  {
    name: 'institutions',
    table: 'institution',
    row: InstitutionRow,
    key: ['code'],
    required: ['code', 'name', 'nameEn', 'type', 'level', 'ownership', 'divisionCode', 'validFrom'],
    optional: [
      ...['grade', 'forProfit', 'phone', 'online', 'latitudeMicro', 'longitudeMicro', 'insuredFrom', 'insuredTo'],
      'validTo',
    ],
    numbers: ['level', 'latitudeMicro', 'longitudeMicro'],
    flags: ['forProfit', 'online'],
    judgesLeads: true,
    keepers: AUTHORITY,
    owner: ofNobody,
    completed: (row) => ({ ...row, tier: INSTITUTION_TYPES[row['type'] as InstitutionType].tier }),
  },
  {
    name: 'institution-parents',
    table: 'institution_parent',
    row: ParentRow,
    key: ['institution', 'validFrom'],
    required: ['institution', 'parent', 'validFrom'],
    optional: ['validTo'],
    keepers: AUTHORITY,
    owner: ofNobody,
  },
  {
    name: 'elder-care-organisations',
    table: 'elder_care_organisation',
    row: ElderCareRow,
    key: ['code'],
    required: ['code', 'name', 'nameEn', 'divisionCode', 'beds', 'validFrom'],
    optional: ['phone', 'validTo'],
    numbers: ['beds'],
    keepers: AUTHORITY,
    owner: ofNobody,
  },
  {
    name: 'elder-care-links',
    table: 'elder_care_link',
    row: ElderCareLinkRow,
    key: ['organisation', 'validFrom'],
    required: ['organisation', 'institution', 'validFrom'],
    optional: ['validTo'],
    keepers: AUTHORITY,
    owner: ofNobody,
  },
  {
    name: 'journeys',
    table: 'travel',
    row: JourneyRow,
    key: ['fromInstitution', 'toCounty', 'toInstitution'],
    required: ['fromInstitution', 'toInstitution', 'minutes'],
    optional: ['toCounty'],
    numbers: ['minutes'],
    keepers: AUTHORITY,
    owner: ofNobody,
    completed: (row, county) => ({ ...row, toCounty: row['toCounty'] ?? county }),
  },
];
