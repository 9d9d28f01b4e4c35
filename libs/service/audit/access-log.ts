import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '../auth/principal.js';
import { currentContext } from '../context/context.js';
import { run } from '../database/prepared.js';

/** One read of somebody's clinical or personal data. */
export interface Access {
  subject: 'referral' | 'patient' | 'export';
  subjectId: string;
  /** Why: a code such as `treatment`, `review`, `unmask`, `audit`; never free text. */
  purpose: string;
  /** Business time. */
  at: Date;
}

const INSERT = {
  name: 'access-log-insert',
  text: `INSERT INTO access_log (county, id, at, account, practitioner, institution, roles, subject, subject_id, purpose, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

/** Notes the access in the append-only log, in the same transaction as the read (domain §14). */
export async function recordAccess(tx: EntityManager, principal: Principal, access: Access): Promise<void> {
  const who = [principal.account, principal.practitioner, principal.institution, principal.roles];
  const what = [access.subject, access.subjectId, access.purpose, currentContext()?.requestId ?? null];
  await run(tx, INSERT, [principal.county, v7(), access.at, ...who, ...what]);
}
