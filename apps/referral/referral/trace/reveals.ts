import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { recordAccess } from '#service/audit/access-log.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { plusMinutes } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { forbidden } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { historyOf } from '../history/history.store.js';
import { formContext, noteContext, outcomeContext } from '../road/commands.js';
import type { ReferralRow } from '../store/referral.row.js';
import { insertReveal, type Reveal, revealsOf } from './reveal.store.js';
import type { ClinicalView, RevealForm, RevealView } from './trace.dto.js';
import { findOverseen, revealContext, revealView } from './traces.js';

/** How long one reason opens the text to who has given it. */
const OPEN_MINUTES = 30;

/** Whom the patient is to be called about, and who agreed, is nothing that supervision needs. */
const IDENTIFYING = ['consent', 'contact', 'previousEncounterNo', 'attachments', 'ehrSnapshotRef'];

/** The clinical text of a referral for the health authority: only for a purpose, and never unrecorded (domain §14). */
@Injectable()
export class Reveals {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly cipher: Cipher,
  ) {}

  /** Keeps the reason; the text itself is read after it. @throws Problem 404 */
  open(write: Write, id: string, { purpose, reason }: RevealForm): Promise<Answer<RevealView>> {
    const { principal } = write;
    return this.writes.perform(write, async (tx, at) => {
      const row = await findOverseen(tx, principal, undefined, id);
      const reveal: Reveal = {
        county: row.county,
        id: v7(),
        referralId: id,
        purpose,
        reasonSealed: this.cipher.encrypt(row.fromInstitution, revealContext(id), reason),
        account: principal.account,
        practitioner: principal.practitioner,
        role: principal.roles[0] ?? '',
        at,
        until: plusMinutes(at, OPEN_MINUTES),
      };
      await insertReveal(tx, reveal);
      await recordAccess(tx, principal, { subject: 'referral', subjectId: id, purpose: `reveal-${purpose}`, at });
      return { status: 201, body: revealView(reveal, row, this.cipher) };
    });
  }

  /** @throws Problem 404, 403 `REASON_NEEDED` where the caller has given none in the last half hour */
  read(caller: Principal, id: string): Promise<ClinicalView> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const row = await findOverseen(tx, caller, undefined, id);
      const given = (await revealsOf(tx, row.county, id)).findLast(
        ({ account, until }) => account === caller.account && until > now,
      );
      if (!given) throw forbidden('REASON_NEEDED', 'Say first why the clinical text must be read.');
      await recordAccess(tx, caller, {
        subject: 'referral',
        subjectId: id,
        purpose: `supervision-${given.purpose}`,
        at: now,
      });
      const entries = await historyOf(tx, row.county, id);
      const notes = entries.flatMap(({ version, noteSealed, actorInstitution, detail }) => {
        if (!noteSealed) return [];
        const { by } = detail as { by?: { institution?: string } };
        return [
          {
            version,
            note: this.cipher.decrypt(by?.institution ?? actorInstitution, noteContext(id, version), noteSealed),
          },
        ];
      });
      return { ...this.unseal(row), notes, until: given.until.toISOString() };
    });
  }

  private unseal({
    id,
    formSealed,
    outcomeSealed,
    fromInstitution,
    toInstitution,
  }: ReferralRow): Omit<ClinicalView, 'notes' | 'until'> {
    const form = JSON.parse(this.cipher.decrypt(fromInstitution, formContext(id), formSealed)) as Record<
      string,
      unknown
    >;
    const clinical = Object.fromEntries(Object.entries(form).filter(([name]) => !IDENTIFYING.includes(name)));
    if (!outcomeSealed) return { form: clinical };
    return {
      form: clinical,
      outcome: JSON.parse(this.cipher.decrypt(toInstitution, outcomeContext(id), outcomeSealed)),
    };
  }
}
