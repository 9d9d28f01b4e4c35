import { Injectable } from '@nestjs/common';
import { ConsortiumOffices } from '#service/rules/policy-board.js';

/** Reach is ruled by county and institution: notification knows no consortium, so nobody writes rows for one. */
@Injectable()
export class NoConsortia extends ConsortiumOffices {
  speaksFor(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
