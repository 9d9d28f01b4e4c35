import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { WantedAddress } from './address.dto.js';

/** What a question is answered from; null where referral or patient is unknown. */
export interface AddressRow {
  patientId: string | null;
  sealedBy: string | null;
  phoneSealed: string | null;
  died: boolean;
  void: boolean;
  /** House that the reading is noted for: the one that refers, or the patient's own. */
  institution: string | null;
  fromInstitution: string | null;
  formSealed: string | null;
  hospital: string | null;
  hospitalEn: string | null;
}

const FIND: Statement = {
  name: 'addresses-find',
  text: `
    SELECT p.id AS "patientId", p.sealed_by AS "sealedBy", p.phone_sealed AS "phoneSealed",
           p.died_at IS NOT NULL AS died,
           EXISTS (SELECT FROM referral_void v WHERE v.county = r.county AND v.referral_id = r.id AND v.agreed) AS void,
           coalesce(r.from_institution, p.home_institution) AS institution, r.from_institution AS "fromInstitution",
           CASE WHEN asked.whose = 'contact' THEN r.form_sealed END AS "formSealed",
           house.name AS hospital, house.name_en AS "hospitalEn"
      FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) WITH ORDINALITY
        AS asked (county, referral_id, patient_id, whose, place)
      LEFT JOIN referral r ON r.county = asked.county AND r.id = asked.referral_id
      LEFT JOIN patient p ON p.county = asked.county AND p.id = coalesce(r.patient_id, asked.patient_id)
      LEFT JOIN institution house ON house.county = r.to_county AND house.code = r.to_institution
     ORDER BY asked.place`,
};

/** One row for each question, in their order. */
export function findAddresses(tx: EntityManager, wanted: readonly WantedAddress[]): Promise<AddressRow[]> {
  return run<AddressRow>(tx, FIND, [
    wanted.map(({ county }) => county),
    wanted.map(({ referralId }) => referralId ?? null),
    wanted.map(({ patientId }) => patientId ?? null),
    wanted.map(({ whose }) => whose),
  ]);
}
