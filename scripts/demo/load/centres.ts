import type { Catchment } from '../../../apps/referral/network/catchment.entity.js';
import {
  type CriticalCentre,
  type CriticalCentreKind,
  type ReferralCentre,
  SHARED_CENTRES,
  type SharedCentre,
} from '../../../apps/referral/network/centres.entity.js';
import type { ElderCareLink, ElderCareOrganisation } from '../../../apps/referral/network/elder-care.entity.js';
import type { County } from '../county/county.js';
import { type Rows, VALID } from './care-network.js';

const GENERAL: readonly CriticalCentreKind[] = ['chest-pain', 'stroke', 'trauma'];
const MATERNAL: readonly CriticalCentreKind[] = ['maternal', 'neonatal'];
const HOMES = ['福寿', '康宁', '夕阳红', '安泰', '松鹤', '桂花'];
const HOMES_EN = ['Fushou', 'Kangning', 'Sunset', 'Antai', 'Songhe', 'Osmanthus'];

/** What stands beside the departments: centres of hospitals and consortia, elder-care homes, catchments (domain §2.1). */
export function centresOf(county: County): Rows {
  return [
    ['referral_centre', referralCentres(county)],
    ['critical_centre', criticalCentres(county)],
    ['shared_centre', sharedCentres(county)],
    ['elder_care_organisation', homes(county)],
    ['elder_care_link', links(county)],
    ['catchment', catchments(county)],
  ];
}

function referralCentres(county: County): ReferralCentre[] {
  return county.consortia.map(({ lead }, i) => ({
    ...{ county: county.code, institution: lead, phone: `0990-1201${String(i + 1).padStart(2, '0')}`, ...VALID },
  }));
}

/** The first general hospital has the three of adults; mother and child go to their own hospital where there is one. */
function criticalCentres(county: County): CriticalCentre[] {
  const hospitals = county.institutions.filter(({ tier }) => tier === 3);
  const general = hospitals.find(({ type }) => type === 'county-hospital')!;
  const maternal = hospitals.find(({ type }) => type === 'county-mch') ?? general;
  const at = (institution: string, kinds: readonly CriticalCentreKind[]) =>
    kinds.map((kind) => ({ county: county.code, institution, kind, ...VALID }));
  return [...at(general.code, GENERAL), ...at(maternal.code, MATERNAL)];
}

/** Each lead hosts all five for its consortium. */
function sharedCentres(county: County): SharedCentre[] {
  return county.consortia.flatMap(({ id, lead }) =>
    SHARED_CENTRES.map((kind) => ({ county: county.code, consortiumId: id, institution: lead, kind, ...VALID })),
  );
}

/** Six homes in County A, two in County B, each looked after by a township. */
function homes(county: County): ElderCareOrganisation[] {
  return hostsOf(county).map(({ code, divisionCode }, i) => ({
    county: county.code,
    code: homeCode(county, i),
    name: `${HOMES[i]}养老院`,
    nameEn: `${HOMES_EN[i]} Home near ${code}`,
    divisionCode,
    beds: 40 + 20 * i,
    phone: null,
    ...VALID,
  }));
}

function links(county: County): ElderCareLink[] {
  return hostsOf(county).map(({ code }, i) => ({
    ...{ county: county.code, organisation: homeCode(county, i), institution: code, ...VALID },
  }));
}

function hostsOf(county: County) {
  const townships = county.institutions.filter(({ tier }) => tier === 2);
  const count = county.code === '990101' ? 6 : 2;
  return Array.from({ length: count }, (_, i) => townships[i % townships.length]!);
}

const homeCode = (county: County, i: number): string => `${county.code}E0${i + 1}`;

/** The first consortium answers for the county, but for the divisions of the townships of another. */
function catchments(county: County): Catchment[] {
  const [first] = county.consortia;
  const others = county.institutions.filter(({ tier, consortiumId }) => tier === 2 && consortiumId !== first!.id);
  const prefixes = new Map(others.map(({ divisionCode, consortiumId }) => [divisionCode.slice(0, 9), consortiumId]));
  const all: [string, string][] = [[county.code, first!.id], ...prefixes];
  return all.map(([divisionPrefix, consortiumId]) => ({ county: county.code, divisionPrefix, consortiumId, ...VALID }));
}
