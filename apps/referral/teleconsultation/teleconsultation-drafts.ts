import { Injectable } from '@nestjs/common';
import type { Answer, Write } from '#service/write/write.js';
import type { DraftView } from '../referral/draft/draft.dto.js';
import { Drafts } from '../referral/draft/drafts.js';
import { formAfter } from './form-after.js';
import { TeleconsultationReadings } from './teleconsultation-readings.js';

/** Turns an answered question into a stored draft of a referral: nothing is typed again. */
@Injectable()
export class TeleconsultationDrafts {
  constructor(
    private readonly readings: TeleconsultationReadings,
    private readonly drafts: Drafts,
  ) {}

  /** An answer never changes, so that it may be read before the draft is written. @throws Problem 404, 409 before the answer */
  async create(write: Write, id: string): Promise<Answer<DraftView>> {
    const answered = await this.readings.answered(write.principal, id);
    return this.drafts.create(write, formAfter(answered, write.principal.roles));
  }
}
