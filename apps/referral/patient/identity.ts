/** Seals and opens text; `Cipher` of libs/service fits. */
export interface Sealer {
  encrypt(institution: string, context: string, text: string): string;
  decrypt(institution: string, context: string, sealed: string): string;
}

/** What names a person. It leaves the service only masked, or unmasked with a recorded reason (domain §14). */
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
  const seal = (field: keyof Identity) => sealer.encrypt(sealedBy, `patient.${field}:${patientId}`, plain[field]);
  return {
    nameSealed: seal('name'),
    idNoSealed: seal('idNo'),
    phoneSealed: seal('phone'),
    addressSealed: seal('address'),
  };
}

/** The reverse of {@link sealIdentity}; throws when a text was moved from another patient or field. */
export function openIdentity(sealer: Sealer, patient: SealedIdentity & { id: string; sealedBy: string }): Identity {
  const open = (field: keyof Identity, sealed: string) =>
    sealer.decrypt(patient.sealedBy, `patient.${field}:${patient.id}`, sealed);
  return {
    name: open('name', patient.nameSealed),
    idNo: open('idNo', patient.idNoSealed),
    phone: open('phone', patient.phoneSealed),
    address: open('address', patient.addressSealed),
  };
}
