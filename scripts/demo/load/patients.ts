import type { Cipher } from '#service/crypto/cipher.js';
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
