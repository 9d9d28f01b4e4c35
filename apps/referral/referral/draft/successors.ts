import { Injectable } from '@nestjs/common';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { conflict, forbidden, notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Networks } from '../../network/networks.js';
import { standingOf } from '../deputy/standing.js';
import type { FormContent } from '../form/content.js';
import { historyOf } from '../history/history.store.js';
import { actorsOf } from '../machine/actors.js';
import { formContext } from '../road/commands.js';
import type { ReferralRow } from '../store/referral.row.js';
import { findReferral } from '../store/referral.store.js';
import type { DraftForm, DraftView } from './draft.dto.js';
import { Drafts } from './drafts.js';
import { alternativeOf, successorForm } from './successor.js';

const ENDED_UNTREATED: readonly ReferralRow['state'][] = ['rejected', 'expired', 'cancelled'];

/** After a rejection the next referral is proposed: a stored draft with all that was written (domain §8.3). */
@Injectable()
export class Successors {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
    private readonly drafts: Drafts,
  ) {}

  /** What has ended never changes: it may be read before the draft is written. @throws Problem 404, 403, 409 before the end */
  async create(write: Write, id: string): Promise<Answer<DraftView>> {
    return this.drafts.create(write, await this.formAfter(write.principal, id));
  }

  private async formAfter(caller: Principal, id: string): Promise<DraftForm> {
    const network = await this.networks.of(caller.county);
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await findReferral(tx, caller, id);
      if (!row) throw notFound();
      const standing = await standingOf(tx, caller, row, network, now);
      if (!actorsOf(caller, row, standing).includes('R')) {
        throw forbidden('NOT_THE_REFERRER', 'Who referred the patient refers him again.');
      }
      if (!ENDED_UNTREATED.includes(row.state)) {
        throw conflict('NOT_ENDED', 'This referral is still open, or the patient was treated.', { state: row.state });
      }
      await recordAccess(tx, caller, { subject: 'referral', subjectId: id, purpose: 'treatment', at: now });
      const sealed = this.cipher.decrypt(row.fromInstitution, formContext(id), row.formSealed);
      const instead = alternativeOf(await historyOf(tx, row.county, id));
      return successorForm(row, JSON.parse(sealed) as FormContent, instead, now);
    });
  }
}
