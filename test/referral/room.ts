import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { serviceDataSource } from '#service/database/data-source.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { careEntities } from '../../apps/referral/entities.js';
import { Institution } from '../../apps/referral/network/institution.entity.js';
import { Practitioner } from '../../apps/referral/network/practitioner.entity.js';
import { Team, TeamMember } from '../../apps/referral/network/team.entity.js';
import type { InstitutionType, Tier } from '../../apps/referral/network/tiers.js';
import { Contract } from '../../apps/referral/patient/contract.entity.js';
import { Patient } from '../../apps/referral/patient/patient.entity.js';
import { freshDatabase } from '../system/database.js';

export const COUNTY = '990101';
const VALID = { validFrom: '2025-01-01', validTo: null };

/** The referral service's tables in a database of their own, as the service itself sees them. */
export interface CareRoom {
  database: Database;
  close(): Promise<void>;
}

export async function openCareRoom(): Promise<CareRoom> {
  const fresh = await freshDatabase('referral');
  const source = await serviceDataSource({
    url: fresh.url,
    service: 'referral',
    entities: careEntities,
    poolSize: 4,
  }).initialize();
  const close = async () => {
    await source.destroy();
    await fresh.drop();
  };
  return { database: new Database(source), close };
}

/** A township T01 with its clinic V01 and a family-doctor team, another township T02, a hospital H01; one resident. */
export interface SmallCounty {
  teamId: string;
  familyDoctor: string;
  patientId: string;
  contractId: string;
}

export async function settle(database: Database): Promise<SmallCounty> {
  const county = { teamId: v7(), familyDoctor: v7(), patientId: v7(), contractId: v7() };
  await database.transaction(SYSTEM, async (tx) => {
    await tx.insert(Institution, [
      institution('V01', 'village-clinic', 1),
      institution('T01', 'township-health-centre', 2),
      institution('T02', 'township-health-centre', 2),
      institution('H01', 'county-hospital', 3),
    ]);
    await staff(tx, county);
    await tx.insert(Patient, resident(county.patientId));
    const { contractId: id, patientId, teamId } = county;
    await tx.insert(Contract, { county: COUNTY, id, patientId, teamId, institution: 'T01', keyGroups: [], ...VALID });
  });
  return county;
}

function institution(code: string, type: InstitutionType, tier: Tier): Institution {
  const named = { county: COUNTY, code, name: code, nameEn: code, type, tier };
  return {
    ...named,
    level: 2,
    grade: null,
    ownership: 'public',
    divisionCode: COUNTY,
    phone: null,
    online: true,
    ...VALID,
  };
}

async function staff(tx: EntityManager, { teamId, familyDoctor }: SmallCounty): Promise<void> {
  const doctor = { county: COUNTY, id: familyDoctor, institution: 'T01', name: 'Doctor', title: 'attending' };
  await tx.insert(Practitioner, { ...doctor, departments: ['02'], rights: ['refer-out'], ...VALID });
  await tx.insert(Team, { county: COUNTY, id: teamId, institution: 'T01', name: 'Team', ...VALID });
  await tx.insert(TeamMember, {
    county: COUNTY,
    teamId,
    practitionerId: familyDoctor,
    role: 'family-doctor',
    ...VALID,
  });
}

/** Sealed columns hold anything: no spec of the database reads them. */
function resident(id: string): Patient {
  const sealed = { nameSealed: 'x', idNoSealed: 'x', phoneSealed: 'x', addressSealed: 'x', sealedBy: 'T01' };
  return {
    ...sealed,
    county: COUNTY,
    id,
    idType: '01',
    idBlind: id,
    birthDate: '1958-06-15',
    sexCode: 1,
    divisionCode: `${COUNTY}001`,
    homeInstitution: 'T01',
    homeClinic: 'V01',
    keyGroups: ['hypertension'],
  };
}
