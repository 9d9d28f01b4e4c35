import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '#contracts/codes.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { forbidden, notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { Network } from '../../network/network.js';
import { Networks } from '../../network/networks.js';
import { whoIs } from '../machine/actors.js';
import type { Who } from '../store/referral.row.js';
import type { DraftForm, DraftView } from './draft.dto.js';
import type { DraftPassage, StoredDraft } from './draft.js';
import { findDraft, lockDraft } from './draft.store.js';
import { draftView } from './draft.view.js';
import { opensTo } from './draft-readers.js';

/** All that a step of a draft may look at. */
export interface DraftSituation {
  draft: StoredDraft;
  form: DraftForm;
  network: Network;
  principal: Principal;
  who: Who;
  now: Date;
}

/** The one road of every command on a draft: key, locked row, author, version, step. */
@Injectable()
export class DraftCommands {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly cipher: Cipher,
    private readonly database: Database,
  ) {}

  /**
   * One transaction. `step` writes what it does.
   * @throws Problem 404 unknown, 403 of another author, 412 stale, 428 without If-Match, and whatever `step` throws
   */
  async take(
    write: Write,
    id: string,
    step: (tx: EntityManager, at: DraftSituation) => Promise<DraftPassage>,
    status = 200,
  ): Promise<Answer<DraftView>> {
    const version = requireIfMatch(write);
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    return this.writes.perform(write, async (tx, now) => {
      const draft = await lockDraft(tx, principal, id, now);
      if (!draft || !opensTo(principal, draft)) throw notFound();
      requireWriter(principal, draft, network, now);
      if (draft.version !== version) throw staleVersion(draft.version);
      const at = {
        draft,
        form: this.open(draft),
        network,
        principal,
        who: draftWriter(principal, draft.practitioner),
        now,
      };
      return { ...draftAnswer((await step(tx, at)).draft, now), status };
    });
  }

  /** The draft as it is now, for a request that waits. */
  look({ principal }: Write, id: string): Promise<StoredDraft | undefined> {
    return this.database.transaction(scopeOf(principal), (tx, now) => findDraft(tx, principal, id, now));
  }

  seal(institution: string, id: string, form: DraftForm): string {
    return this.cipher.encrypt(institution, context(id), JSON.stringify(form));
  }

  /** With the patient as he is known now: he may have had a temporary number when it was written. */
  open({ institution, id, patientId, formSealed }: StoredDraft): DraftForm {
    const form = JSON.parse(this.cipher.decrypt(institution, context(id), formSealed)) as DraftForm;
    return { ...form, patientId };
  }
}

const context = (id: string): string => `referral.draft:${id}`;

/** @throws Problem 403: colleagues may read a draft, its author alone writes and submits it */
export function requireAuthor({ practitioner }: Principal, draft: StoredDraft): void {
  if (draft.practitioner === practitioner) return;
  throw forbidden('NOT_YOUR_DRAFT', 'Only its author writes a draft.');
}

/** Who may hold the pen for a doctor of the same house. */
const PENS: readonly Role[] = ['referral-clerk', 'team-member', 'elder-care-staff'];

/**
 * The author, or who writes in the author's place: a clerk or the nursing home's staff of the same house, a member of
 * the doctor's team. @throws Problem 403
 */
function requireWriter(principal: Principal, draft: StoredDraft, network: Network, now: Date): void {
  if (writesFor(principal, draft.practitioner, network, now)) return;
  requireAuthor(principal, draft);
}

/** Whether the caller may write in the place of the doctor, who is of the same house. */
export function writesFor(principal: Principal, doctor: string, network: Network, now: Date): boolean {
  const day = localDate(now);
  const pen = PENS.find((role) => principal.roles.includes(role));
  if (!pen || !network.hasRight(doctor, principal.institution, 'refer-out', day)) return false;
  if (pen !== 'team-member') return true;
  const teams = network.teamsOf(doctor, day);
  return network.teamsOf(principal.practitioner, day).some((team) => teams.includes(team));
}

/** The author, or who holds the pen for him. */
export function draftWriter(principal: Principal, doctor: string): Who {
  return whoIs(principal, principal.practitioner === doctor ? 'R' : 'C', doctor);
}

export function draftAnswer(draft: StoredDraft, now: Date): Answer<DraftView> {
  return { status: 200, body: draftView(draft, now), version: draft.version };
}
