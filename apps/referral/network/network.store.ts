import type { EntityManager } from 'typeorm';
import { calendarOf } from '#service/calendar/calendar.js';
import { readCalendarTables } from '#service/calendar/calendar.store.js';
import { run, type Statement } from '#service/database/prepared.js';
import { readRules } from '#service/rules/policy.store.js';
import { criteriaInForce } from '../criteria/set/criteria.store.js';
import { FirstVisitCatalogue } from '../gate/catalogue/catalogue.entity.js';
import { MassEvent } from '../gate/exemption/mass-event.entity.js';
import { BenefitLadder } from '../insurance/ladder.entity.js';
import { CareRules } from '../rules/care-rules.js';
import { Agreement } from './agreement.entity.js';
import { DepartmentCapability } from './capability.entity.js';
import { Catchment } from './catchment.entity.js';
import { CriticalCentre, ReferralCentre, SharedCentre } from './centres.entity.js';
import type { CentreRows } from './centres.js';
import { Consortium, ConsortiumMember } from './consortium.entity.js';
import { ElderCareLink } from './elder-care.entity.js';
import { Institution } from './institution.entity.js';
import { Network } from './network.js';
import { InstitutionParent } from './parent.entity.js';
import { Practitioner } from './practitioner.entity.js';
import { readRows } from './rows.store.js';
import { Team, TeamMember } from './team.entity.js';
import { Travel } from './travel.entity.js';

/** County column of what holds for the whole country. */
const ABOVE_COUNTIES = '000000';

const READ_VERSION: Statement = {
  name: 'network-version',
  text: 'SELECT version FROM network_version WHERE county = $1',
};

/** The version that every change of the network, the catalogue or the rules raises. */
export async function readNetworkVersion(tx: EntityManager): Promise<number> {
  const [row] = await run<{ version: number }>(tx, READ_VERSION, [ABOVE_COUNTIES]);
  return row?.version ?? 0;
}

/** Members of every consortium that has one of its members in the county: its own, and the city groups above it. */
const READ_MEMBERS: Statement = {
  name: 'network-members',
  text: `SELECT county, consortium_id AS "consortiumId", institution, institution_county AS "institutionCounty", lead, warnings,
                valid_from::text AS "validFrom", valid_to::text AS "validTo"
           FROM consortium_member WHERE county = $1 OR (county, consortium_id) IN (
             SELECT county, consortium_id FROM consortium_member WHERE institution_county = $1)`,
};

/** Reads one county's network; foreign institutions come along where an agreement, a journey or a city group leads to them. */
export async function loadNetwork(tx: EntityManager, county: string, version: number): Promise<Network> {
  const agreements = await readRows(tx, Agreement, county);
  const travels = await readRows(tx, Travel, county);
  const members = await run<ConsortiumMember>(tx, READ_MEMBERS, [county]);
  const abroad = [
    ...agreements.map((row) => row.toInstitution),
    ...travels.filter((row) => row.toCounty !== county).map((row) => row.toInstitution),
    ...members.filter((row) => row.institutionCounty !== county).map((row) => row.institution),
  ];
  const { rows: policies } = await readRules(tx, county);
  const calendar = calendarOf(await readCalendarTables(tx, county));
  const rows = {
    institutions: (await readRows(tx, Institution, county, { column: 'code', values: abroad })).sort(byCode),
    parents: await readRows(tx, InstitutionParent, county),
    consortia: await readRows(tx, Consortium, county, { column: 'id', values: members.map((row) => row.consortiumId) }),
    members,
    catchments: await readRows(tx, Catchment, county),
    capabilities: await readRows(tx, DepartmentCapability, county, { column: 'institution', values: abroad }),
    practitioners: await readRows(tx, Practitioner, county),
    teams: await readRows(tx, Team, county),
    teamMembers: await readRows(tx, TeamMember, county),
    agreements,
    travels,
    catalogue: await readRows(tx, FirstVisitCatalogue, county),
    massEvents: await readRows(tx, MassEvent, county),
    ladders: await tx.find(BenefitLadder),
    ...(await readCentres(tx, county, abroad)),
    criteria: await criteriaInForce(tx, county),
  };
  return new Network(county, version, rows, new CareRules(policies), calendar);
}

async function readCentres(tx: EntityManager, county: string, abroad: string[]): Promise<CentreRows> {
  const hosts = { column: 'institution', values: abroad };
  return {
    referralCentres: await readRows(tx, ReferralCentre, county, hosts),
    criticalCentres: await readRows(tx, CriticalCentre, county, hosts),
    sharedCentres: await readRows(tx, SharedCentre, county),
    elderCareLinks: await readRows(tx, ElderCareLink, county),
  };
}

/** Rows of other counties stand among the own ones. */
const byCode = (a: Institution, b: Institution): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
