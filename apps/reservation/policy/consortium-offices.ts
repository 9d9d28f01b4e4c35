import { Injectable } from '@nestjs/common';
import { ConsortiumOffices } from '#service/rules/policy-board.js';

/** Supply is ruled by county and institution: reservation knows no consortium, so nobody writes rows for one. */
@Injectable()
export class NoConsortia extends ConsortiumOffices {
  speaksFor(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
