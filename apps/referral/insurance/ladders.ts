import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { type Problem, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { holdsOn } from '../network/dated.js';
import { Networks } from '../network/networks.js';
import type { LadderEdition, LadderQuery, LadderView } from './ladder.dto.js';
import { BenefitLadder } from './ladder.entity.js';
import { monotoneFaults, regionsOf } from './ladder.js';
import { beginLadder } from './ladder.store.js';

/** Editions of the benefit ladder: data of the county's fund. */
@Injectable()
export class Ladders {
  constructor(
    private readonly writes: Writes,
    private readonly networks: Networks,
    private readonly database: Database,
  ) {}

  /** Editions in force on a day, of the county and of what stands above it. */
  async list({ county }: Principal, { on, cursor, limit }: LadderQuery): Promise<Page<LadderView>> {
    const { ladders } = await this.networks.of(county);
    const day = on ?? (await this.database.transaction(SYSTEM, async (_, now) => localDate(now)));
    const [after = ''] = readCursor(cursor, 'text');
    const rows = ladders
      .filter((one) => regionsOf(county).includes(one.region) && holdsOn(one, day))
      .map((one) => ({ one, key: keyOf(one) }))
      .filter(({ key }) => key > after)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return toPage(
      rows.slice(0, limit + 1),
      limit,
      ({ one }) => viewOf(one),
      ({ key }) => [key],
    );
  }

  /**
   * A new edition of the caller's county.
   * @throws Problem 400 where the share rises with the tier (`ladder.monotone`), 422 for a day that is over
   */
  publish(write: Write, edition: LadderEdition): Promise<Answer<LadderView>> {
    const faults = monotoneFaults(edition.rateBps, 'rateBps');
    if (faults.length > 0) throw validationFailed(faults);
    const region = write.principal.county;
    return this.writes.perform(write, async (tx, now) => {
      if (edition.validFrom < localDate(now)) throw past();
      const version = await beginLadder(tx, { region, ...edition }, edition.validFrom);
      const row = { ...edition, region, version, validTo: null };
      await tx.insert(BenefitLadder, row);
      return { status: 201, body: viewOf(row) };
    });
  }
}

const keyOf = ({ region, scheme, careType, inArea, compliant }: BenefitLadder): string =>
  [region, scheme, careType, Number(inArea), Number(compliant)].join('|');

function viewOf({ validTo, ...row }: BenefitLadder): LadderView {
  return { ...row, ...(validTo ? { validTo } : {}) };
}

function past(): Problem {
  const message = 'What was in force is not rewritten: an edition begins today or later.';
  const errors = [{ field: 'validFrom', code: 'past', message }];
  return rulesBroken(message, errors);
}
