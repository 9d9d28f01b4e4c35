import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { SealedIdentity } from './identity.js';

const CORRECT: Statement = {
  name: 'patient-contact-correct',
  text: 'SELECT correct_contact($1, $2, $3, $4, $5, $6, $7) AS corrected',
};

/** Writes the patient's contact and keeps the one before as `entry`. @returns false where the caller's house may not see the patient */
export async function correctContact(
  tx: EntityManager,
  entry: string,
  patientId: string,
  { phoneSealed, addressSealed }: Pick<SealedIdentity, 'phoneSealed' | 'addressSealed'>,
  { practitioner, role, at }: { practitioner: string; role: string; at: Date },
): Promise<boolean> {
  const values = [entry, patientId, phoneSealed, addressSealed, practitioner, role, at];
  const [row] = await run<{ corrected: boolean }>(tx, CORRECT, values);
  return row?.corrected ?? false;
}
