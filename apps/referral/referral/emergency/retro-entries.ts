import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import type { Answer, Write } from '#service/write/write.js';
import { Networks } from '../../network/networks.js';
import type { Terms } from '../deadline/terms.js';
import type { ReferralView } from '../form/referral.answer.js';
import { whoIs } from '../machine/actors.js';
import type { ReferralRow } from '../store/referral.row.js';
import { Submissions } from '../submission/submissions.js';
import type { RetroEntry } from './emergency.dto.js';
import { enterRetro, retroForm } from './retro.js';

/** `POST /v1/retro-entries`: T32. */
@Injectable()
export class RetroEntries {
  constructor(
    private readonly submissions: Submissions,
    private readonly networks: Networks,
  ) {}

  /** @throws Problem 400, 404, 422; as {@link Submissions.submit} */
  async enter(write: Write, entry: RetroEntry): Promise<Answer<ReferralView>> {
    const { principal } = write;
    const network = await this.networks.of(principal.county);
    const { form, sender } = retroForm(entry, principal, network);
    const who = whoIs(principal, actorOf(principal));
    const first = (draft: ReferralRow, terms: Terms) => enterRetro(draft, entry, who, terms);
    const answer = await this.submissions.submit(write, v7(), { form, unread: [] }, { sender, first });
    return { ...answer, status: 201 };
  }
}

/** Crew of the ambulance, doctor or desk of the receiver. */
function actorOf({ roles }: Principal): 'R' | 'V' | 'A' {
  if (roles.includes('prehospital-staff')) return 'R';
  return roles.some((role) => role === 'hospital-doctor' || role === 'department-head') ? 'V' : 'A';
}
