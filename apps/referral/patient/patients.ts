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
import type { PatientLookup, PatientQuery, PatientReadQuery, PatientSearch, PatientView } from './patient.dto.js';
import { FIRST_ID, findByCard, findPatient, holdsDemoCounty, listPatients, type PatientRow } from './patient.store.js';
import { maskedView, revealedView } from './patient.view.js';
import { isWanted } from './wanted.js';

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
    const [afterId = FIRST_ID] = readCursor(query.cursor, 'uuid');
    return this.pageOf(await this.rowsAfter(caller, query, afterId, query.limit), query.limit);
  }

  /**
   * As the list, but only who is wanted. Names are sealed, so that the database can find nobody by them: the caller's own
   * patients are opened in turn, a batch in a transaction, until a page is full. Who was found is recorded.
   */
  async search(caller: Principal, query: PatientSearch): Promise<Page<PatientView>> {
    const found: PatientRow[] = [];
    let [afterId] = readCursor(query.cursor, 'uuid');
    do {
      const rows = await this.rowsAfter(caller, query, afterId ?? FIRST_ID, BATCH);
      const batch = rows.slice(0, BATCH);
      found.push(...batch.filter((row) => isWanted(row, query, this.cipher)));
      afterId = rows.length > BATCH ? batch.at(-1)?.id : undefined;
    } while (afterId && found.length <= query.limit);
    const page = this.pageOf(found, query.limit);
    await this.database.transaction(scopeOf(caller), async (tx, at) => {
      for (const { id } of page.items) {
        await recordAccess(tx, caller, { subject: 'patient', subjectId: id, purpose: 'search', at });
      }
    });
    return page;
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

  /** One more than the limit, if there are as many. */
  private async rowsAfter(
    caller: Principal,
    query: PatientQuery,
    afterId: string,
    limit: number,
  ): Promise<PatientRow[]> {
    const network = await this.networks.of(caller.county);
    const openReferral = query.openReferral === undefined ? null : query.openReferral === 'true';
    return this.database.transaction(scopeOf(caller), (tx, now) => {
      const day = localDate(now);
      const mine = { teams: network.teamsOf(caller.practitioner, day) };
      const of = query.contract === 'mine' ? mine : { institution: caller.institution };
      return listPatients(tx, { county: caller.county, day, of, openReferral, afterId, limit });
    });
  }

  private pageOf(rows: PatientRow[], limit: number): Page<PatientView> {
    return toPage(
      rows,
      limit,
      (row) => maskedView(row, this.cipher),
      (row) => [row.id],
    );
  }
}

/** How many patients are opened between two looks at other requests. */
const BATCH = 500;

function wrongCard(fault: string): Problem {
  const message = 'This is not a valid ID card number.';
  return new Problem({
    status: 422,
    code: 'ID_CARD_INVALID',
    detail: message,
    errors: [{ field: 'idNo', code: fault, message, rule: 'V10' }],
  });
}
