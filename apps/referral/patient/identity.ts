/** Seals and opens text; `Cipher` of libs/service fits. */
export interface Sealer {
  encrypt(institution: string, context: string, text: string): string;
  decrypt(institution: string, context: string, sealed: string): string;
}

/** What names a person. It leaves the service only masked, or in clear with a recorded reason (domain §14). */
export interface Identity {
  name: string;
  idNo: string;
  phone: string;
  address: string;
}

export interface SealedIdentity {
  nameSealed: string;
  idNoSealed: string;
  phoneSealed: string;
  addressSealed: string;
}

/** Sealed with the key of `sealedBy`; the context ties every text to its patient and field. */
export function sealIdentity(sealer: Sealer, sealedBy: string, patientId: string, plain: Identity): SealedIdentity {
  const seal = (field: keyof Identity) => sealer.encrypt(sealedBy, contextOf(patientId, field), plain[field]);
  return {
    nameSealed: seal('name'),
    idNoSealed: seal('idNo'),
    phoneSealed: seal('phone'),
    addressSealed: seal('address'),
  };
}

/** How the patient is reached, sealed as the rest of his row is. */
export function sealContact(
  sealer: Sealer,
  { id, sealedBy }: { id: string; sealedBy: string },
  { phone, address }: Pick<Identity, 'phone' | 'address'>,
): Pick<SealedIdentity, 'phoneSealed' | 'addressSealed'> {
  return {
    phoneSealed: sealer.encrypt(sealedBy, contextOf(id, 'phone'), phone),
    addressSealed: sealer.encrypt(sealedBy, contextOf(id, 'address'), address),
  };
}

/** Opens one field of a patient's row; throws when the text was moved here from another patient or field. */
export function openText(
  sealer: Sealer,
  patient: { id: string; sealedBy: string },
  field: keyof Identity,
  sealed: string,
): string {
  return sealer.decrypt(patient.sealedBy, contextOf(patient.id, field), sealed);
}

const contextOf = (patientId: string, field: keyof Identity): string => `patient.${field}:${patientId}`;
