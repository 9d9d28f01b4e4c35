import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound, Problem } from '#service/problem/problem.js';
import { Networks } from '../network/networks.js';
import { idCardFault } from './identity-card.js';
import type { PatientLookup, PatientQuery, PatientReadQuery, PatientView } from './patient.dto.js';
import { FIRST_ID, findByCard, findPatient, holdsDemoCounty, listPatients } from './patient.store.js';
import { maskedView, revealedView } from './patient.view.js';

/** The patients a caller may see: of the own institution, of the own contracts, or joined by a referral. */
@Injectable()
export class Patients {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
  ) {}

  /** Masked, in the order of their ids. */
  async list(caller: Principal, query: PatientQuery): Promise<Page<PatientView>> {
    const network = await this.networks.of(caller.county);
    const [afterId = FIRST_ID] = readCursor(query.cursor, 'uuid');
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const day = localDate(now);
      const mine = { teams: network.teamsOf(caller.practitioner, day) };
      const of = query.contract === 'mine' ? mine : { institution: caller.institution };
      const openReferral = query.openReferral === undefined ? null : query.openReferral === 'true';
      const rows = await listPatients(tx, {
        county: caller.county,
        day,
        of,
        openReferral,
        afterId,
        limit: query.limit,
      });
      return toPage(
        rows,
        query.limit,
        (row) => maskedView(row, this.cipher),
        (row) => [row.id],
      );
    });
  }

  /** Finds a patient by document. @throws Problem 422 for an impossible ID number (V10), 404 when nobody is to be seen */
  async lookUp(caller: Principal, { idType, idNo }: PatientLookup): Promise<PatientView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const fault = idType === '01' ? idCardFault(idNo, localDate(now), await holdsDemoCounty(tx)) : null;
      if (fault) throw wrongCard(fault);
      const id = await findByCard(tx, caller.county, idType, this.cipher.blindIndex(caller.county, idType, idNo));
      const row = id && (await findPatient(tx, caller.county, id, localDate(now)));
      if (!row) throw notFound();
      await recordAccess(tx, caller, { subject: 'patient', subjectId: row.id, purpose: 'lookup', at: now });
      return maskedView(row, this.cipher);
    });
  }

  /** One patient, recorded; in clear only with a reason. @throws Problem 400 without the reason, 404 */
  async read(caller: Principal, id: string, query: PatientReadQuery): Promise<PatientView> {
    const reveal = query.reveal === 'true';
    if (reveal && !query.reason) {
      throw validationFailed([
        { field: 'reason', code: 'required', message: 'A reason is needed to reveal an identity' },
      ]);
    }
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await findPatient(tx, caller.county, id, localDate(now));
      if (!row) throw notFound();
      const purpose = reveal ? `reveal-${query.reason}` : 'treatment';
      await recordAccess(tx, caller, { subject: 'patient', subjectId: id, purpose, at: now });
      return reveal ? revealedView(row, this.cipher) : maskedView(row, this.cipher);
    });
  }
}

function wrongCard(fault: string): Problem {
  const message = 'This is not a valid ID card number.';
  return new Problem({
    status: 422,
    code: 'ID_CARD_INVALID',
    detail: message,
    errors: [{ field: 'idNo', code: fault, message, rule: 'V10' }],
  });
}
