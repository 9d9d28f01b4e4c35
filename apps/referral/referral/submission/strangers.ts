import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type EligibilityFacts, eligibilityFacts } from '../../gate/eligibility.store.js';
import { localDate } from '../../network/local-date.js';
import type { Warning } from '../store/referral.row.js';

/** An emergency opened somebody else's patient. */
export const UNKNOWN_HERE: Warning = {
  rule: 'V13',
  code: 'not-your-patient',
  message: 'patientId: Not a patient of this institution; opened because of the emergency.',
};

/** Patients of the county whom the sender may not see: an emergency opens them, and that is recorded (domain §2.2). */
@Injectable()
export class Strangers {
  constructor(private readonly database: Database) {}

  /** What the gates must know about the patient, whoever cares for him; undefined where nobody knows him. */
  find(
    { county, practitioner: practitionerId }: Principal,
    { patientId, firstVisitEncounterId: encounterId }: { patientId: string; firstVisitEncounterId?: string },
  ): Promise<EligibilityFacts | undefined> {
    return this.database.transaction(SYSTEM, (tx, now) =>
      eligibilityFacts(tx, { county, patientId, practitionerId, encounterId, day: localDate(now) }),
    );
  }

  /** Break-glass: who opened whom, and why. */
  async record(tx: EntityManager, caller: Principal, { patientId }: { patientId: string }, at: Date): Promise<void> {
    await recordAccess(tx, caller, { subject: 'patient', subjectId: patientId, purpose: 'emergency', at });
  }
}
