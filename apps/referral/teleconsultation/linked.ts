import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import type { LinkedTeleconsultation } from '../gate/first-visit.js';
import { findTeleconsultation } from './teleconsultation.store.js';

/** The answered question of the caller's house that a form names; null where there is none such (domain §3.1). */
export async function linkedTeleconsultation(
  tx: EntityManager,
  { county, institution }: Principal,
  patientId: string,
  id: string | undefined,
): Promise<(LinkedTeleconsultation & { id: string }) | null> {
  const row = id === undefined ? undefined : await findTeleconsultation(tx, county, id);
  if (!row?.answeredAt || row.patientId !== patientId) return null;
  if (row.county !== county || row.fromInstitution !== institution) return null;
  const { episodeId, answeredAt } = row;
  return { id: row.id, patientId, episodeId, answeredAt };
}
