import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { notFound, type Problem, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { treats } from '../gate/treating.js';
import { Patient } from '../patient/patient.entity.js';
import { meantPatient } from '../patient/registration.store.js';
import type { CoveragesView, CoverageView, RecordedCoverage } from './coverage.dto.js';
import { Coverage } from './coverage.entity.js';
import { supersede } from './coverage.store.js';

/** Insurance of patients, dated: what a verdict and a preview know of it. */
@Injectable()
export class Coverages {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
  ) {}

  /** The latest first; recorded in the access log. @throws Problem 404 */
  read(caller: Principal, patientId: string): Promise<CoveragesView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const { county } = caller;
      await assertSeen(tx, county, patientId);
      await recordAccess(tx, caller, { subject: 'patient', subjectId: patientId, purpose: 'treatment', at: now });
      const rows = await tx.find(Coverage, { where: { county, patientId }, order: { validFrom: 'DESC' } });
      return { items: rows.map((row) => viewOf(row, treats(caller))) };
    });
  }

  /** Takes the place of what was recorded before. @throws Problem 404, 422 for a day that is over */
  record(write: Write, id: string, form: RecordedCoverage): Promise<Answer<CoverageView>> {
    const { county, institution: recordedBy } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      const patientId = await meantPatient(tx, id);
      await assertSeen(tx, county, patientId);
      const { scheme, poolingArea, chronicSpecial = [], aidCategory = null, validFrom = localDate(now) } = form;
      if (validFrom < localDate(now)) throw past();
      await supersede(tx, county, patientId, validFrom);
      const row = { county, patientId, validFrom, validTo: null, scheme, poolingArea, chronicSpecial, aidCategory };
      const added = { ...row, recordedBy, recordedAt: now };
      await tx.insert(Coverage, added);
      return {
        status: 201,
        body: viewOf(added, treats(write.principal)),
      };
    });
  }
}

async function assertSeen(tx: EntityManager, county: string, id: string): Promise<void> {
  if (!(await tx.existsBy(Patient, { county, id }))) throw notFound();
}

function past(): Problem {
  const message = 'What was known is not rewritten: a coverage is recorded from today or a later day on.';
  const errors = [{ field: 'validFrom', code: 'past', message }];
  return rulesBroken(message, errors);
}

function viewOf(row: Coverage, isTreating: boolean): CoverageView {
  const { scheme, poolingArea, chronicSpecial, aidCategory, validFrom, validTo, recordedBy } = row;
  return {
    scheme,
    poolingArea,
    ...(isTreating ? { chronicSpecial } : {}),
    ...(aidCategory ? { aidCategory } : {}),
    validFrom,
    ...(validTo ? { validTo } : {}),
    recordedBy,
  };
}
