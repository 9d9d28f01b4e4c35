import type { Cipher } from '#service/crypto/cipher.js';
import type { Coverage } from '../../../apps/referral/insurance/coverage.entity.js';
import type { AidCategory } from '../../../apps/referral/insurance/insurance.codes.js';
import type { Contract } from '../../../apps/referral/patient/contract.entity.js';
import { sealIdentity } from '../../../apps/referral/patient/identity.js';
import type { Patient } from '../../../apps/referral/patient/patient.entity.js';
import type { County } from '../county/county.js';
import type { Resident } from '../county/residents.js';
import { VALID } from './care-network.js';

/** A resident as a row of the patient index: what names the person is sealed by the responsible centre. */
export function patientOf(county: County, resident: Resident, cipher: Cipher): Patient {
  const { id, homeCentre, idNo } = resident;
  return {
    county: county.code,
    id,
    sealedBy: homeCentre,
    ...sealIdentity(cipher, homeCentre, id, resident),
    idType: '01',
    idBlind: cipher.blindIndex(county.code, '01', idNo),
    birthDate: resident.birthDate,
    sexCode: Number(resident.sexCode),
    divisionCode: resident.divisionCode,
    homeInstitution: homeCentre,
    homeClinic: resident.homeClinic ?? null,
    keyGroups: [...resident.keyGroups],
  };
}

export function contractsOf(county: County): Contract[] {
  const centreOf = new Map(county.teams.map(({ id, institution }) => [id, institution]));
  return county.contracts.map(({ id, residentId, teamId, keyGroups }) => ({
    county: county.code,
    id,
    patientId: residentId,
    teamId,
    institution: centreOf.get(teamId)!,
    keyGroups: [...keyGroups],
    ...VALID,
  }));
}

const CHRONIC = ['hypertension', 'diabetes'] as const;
const AID: Partial<Record<string, AidCategory>> = { 'low-income': 'minimum-living', disabled: 'severe-disabled' };

/** One in five is insured as an employee; who is known to be chronically ill has the approval, and the poor get aid. */
export function coverageOf(county: County, { id, idNo, keyGroups, homeCentre }: Resident): Coverage {
  return {
    county: county.code,
    patientId: id,
    scheme: Number(idNo.slice(14, 17)) % 5 === 0 ? 'employee' : 'resident',
    poolingArea: county.code,
    chronicSpecial: CHRONIC.filter((disease) => keyGroups.includes(disease)),
    aidCategory: keyGroups.map((group) => AID[group]).find((aid) => aid !== undefined) ?? null,
    recordedBy: homeCentre,
    recordedAt: new Date(`${VALID.validFrom}T00:00:00Z`),
    ...VALID,
  };
}
