import { type EntityManager, In } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { readRules } from '#service/rules/policy.store.js';
import { FirstVisitCatalogue } from '../gate/catalogue.entity.js';
import { CareRules } from '../rules/care-rules.js';
import { Agreement } from './agreement.entity.js';
import { DepartmentCapability } from './capability.entity.js';
import { Consortium, ConsortiumMember } from './consortium.entity.js';
import { Institution } from './institution.entity.js';
import { Network } from './network.js';
import { Practitioner } from './practitioner.entity.js';
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

/** Reads one county's network; foreign institutions come along where an agreement leads to them. */
export async function loadNetwork(tx: EntityManager, county: string, version: number): Promise<Network> {
  const where = { county };
  const agreements = await tx.findBy(Agreement, where);
  const abroad = agreements.filter((row) => row.toCounty !== county).map((row) => row.toInstitution);
  const here = [where, { county: In(agreements.map((row) => row.toCounty)), code: In(abroad) }];
  const departments = [where, { county: In(agreements.map((row) => row.toCounty)), institution: In(abroad) }];
  const { rows: policies } = await readRules(tx, county);
  const rows = {
    institutions: await tx.find(Institution, { where: here, order: { code: 'ASC' } }),
    consortia: await tx.findBy(Consortium, where),
    members: await tx.findBy(ConsortiumMember, where),
    capabilities: await tx.findBy(DepartmentCapability, departments),
    practitioners: await tx.findBy(Practitioner, where),
    teams: await tx.findBy(Team, where),
    teamMembers: await tx.findBy(TeamMember, where),
    agreements,
    travels: await tx.findBy(Travel, where),
    catalogue: await tx.findBy(FirstVisitCatalogue, where),
  };
  return new Network(county, version, rows, new CareRules(policies));
}
