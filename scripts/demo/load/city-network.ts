import type { Agreement } from '../../../apps/referral/network/agreement.entity.js';
import type { DepartmentCapability } from '../../../apps/referral/network/capability.entity.js';
import type { ConsortiumMember } from '../../../apps/referral/network/consortium.entity.js';
import type { Institution } from '../../../apps/referral/network/institution.entity.js';
import type { Travel } from '../../../apps/referral/network/travel.entity.js';
import { CITY } from '../county/city.js';
import type { County } from '../county/county.js';
import { DEPARTMENT_NAMES } from '../county/departments.js';
import { idOf } from '../county/ids.js';
import { type Rows, VALID } from './care-network.js';

const MINUTES_TO_THE_CITY = 95;

/** The city above the counties: its hospital, the group that it leads, and how the counties' leads reach it. */
export function cityNetworkOf(counties: readonly County[]): Rows {
  const leads = counties.flatMap(({ code, consortia }) => consortia.map(({ lead }) => ({ county: code, lead })));
  return [
    ['institution', [hospital()]],
    ['consortium', [group()]],
    ['consortium_member', members(counties)],
    ['department_capability', CITY.departments.map(capability)],
    ['agreement', leads.map(agreement)],
    ['travel', leads.map(journey)],
  ];
}

function hospital(): Institution {
  return {
    ...{ county: CITY.county, code: CITY.hospital, name: CITY.hospitalName.zh, nameEn: CITY.hospitalName.en },
    ...{ type: 'city-hospital', tier: 4, level: 3, grade: 'A', ownership: 'public', divisionCode: '990100001001' },
    ...{ phone: null, online: true, forProfit: false, latitudeMicro: 30_900_000, longitudeMicro: 100_900_000 },
    ...{ insuredFrom: VALID.validFrom, insuredTo: null, ...VALID },
  };
}

function group() {
  const { county, groupId: id, groupName } = CITY;
  return { county, id, kind: 'city-group', name: groupName.zh, nameEn: groupName.en, ...VALID };
}

/** The first hospital of each county is in the group. */
function members(counties: readonly County[]): ConsortiumMember[] {
  const member = (institutionCounty: string, institution: string, lead: boolean) => ({
    ...{ county: CITY.county, consortiumId: CITY.groupId, institutionCounty, institution, lead, ...VALID },
  });
  const first = counties.map(({ code, consortia }) => member(code, consortia[0]!.lead, false));
  return [member(CITY.county, CITY.hospital, true), ...first];
}

function capability(deptCode: string): DepartmentCapability {
  return {
    ...{ county: CITY.county, institution: CITY.hospital, deptCode },
    ...{ name: DEPARTMENT_NAMES[deptCode]!.zh, nameEn: DEPARTMENT_NAMES[deptCode]!.en },
    ...{ pools: ['expert-slot', 'inpatient-bed'], examItems: [], bedClasses: ['general'], ...VALID },
  };
}

const agreement = ({ county, lead }: { county: string; lead: string }): Agreement => ({
  ...{ county, id: idOf('agreement', `${lead}>${CITY.hospital}`), kind: 'specialist-alliance', fromInstitution: lead },
  ...{ toCounty: CITY.county, toInstitution: CITY.hospital, directions: ['up', 'down'], deptCodes: [], ...VALID },
});

const journey = ({ county, lead }: { county: string; lead: string }): Travel => ({
  ...{
    county,
    fromInstitution: lead,
    toCounty: CITY.county,
    toInstitution: CITY.hospital,
    minutes: MINUTES_TO_THE_CITY,
  },
});
