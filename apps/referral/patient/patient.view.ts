import { maskIdNo, maskName, maskPhone } from '#service/crypto/mask.js';
import { type Identity, openText, type Sealer } from './identity.js';
import type { PatientView } from './patient.dto.js';
import type { PatientRow, WholePatientRow } from './patient.store.js';

/** As everybody who may see the patient sees them. */
export function maskedView(row: PatientRow, sealer: Sealer): PatientView {
  const open = (field: keyof Identity, sealed: string) => openText(sealer, row, field, sealed);
  const name = maskName(open('name', row.nameSealed));
  return {
    ...plainView(row),
    name,
    idNo: maskIdNo(open('idNo', row.idNoSealed)),
    phone: maskPhone(open('phone', row.phoneSealed)),
  };
}

/** With the identity in clear: only after the reason was recorded. */
export function revealedView(row: WholePatientRow, sealer: Sealer): PatientView {
  const open = (field: keyof Identity, sealed: string) => openText(sealer, row, field, sealed);
  return {
    ...plainView(row),
    name: open('name', row.nameSealed),
    idNo: open('idNo', row.idNoSealed),
    phone: open('phone', row.phoneSealed),
    address: open('address', row.addressSealed),
  };
}

function plainView(row: PatientRow): Omit<PatientView, 'name' | 'idNo' | 'phone'> {
  const { id, idType, birthDate, sexCode, divisionCode, homeInstitution, homeClinic, keyGroups } = row;
  const { contractId, teamId, contractInstitution, contractUntil } = row;
  const contract = contractId &&
    teamId &&
    contractInstitution && {
      id: contractId,
      teamId,
      institution: contractInstitution,
      ...(contractUntil ? { validTo: contractUntil } : {}),
    };
  return {
    id,
    idType,
    birthDate,
    sexCode,
    divisionCode,
    homeInstitution,
    ...(homeClinic ? { homeClinic } : {}),
    keyGroups,
    ...(contract ? { contract } : {}),
  };
}
