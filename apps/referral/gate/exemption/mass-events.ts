import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { DeclaredEvent, EventQuery, MassEventView } from './mass-event.dto.js';
import { MassEvent } from './mass-event.entity.js';

/** Mass events and disasters that the county has declared. */
@Injectable()
export class MassEvents {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
  ) {}

  list({ county, ...caller }: Principal, { cursor, limit }: EventQuery): Promise<Page<MassEventView>> {
    return this.database.transaction(scopeOf({ county, ...caller }), async (tx) => {
      const [after = ''] = readCursor(cursor, 'text');
      const rows = await tx.find(MassEvent, {
        where: { county, id: MoreThan(after) },
        order: { id: 'ASC' },
        take: limit + 1,
      });
      return toPage(rows, limit, viewOf, (row) => [row.id]);
    });
  }

  /** @throws Problem 400 for an end before the begin, 409 for an id that is taken */
  declare(write: Write, event: DeclaredEvent): Promise<Answer<MassEventView>> {
    if (event.validTo <= event.validFrom) {
      throw validationFailed([{ field: 'validTo', code: 'order', message: 'It ends after it begins.' }]);
    }
    const { county, account: declaredBy } = write.principal;
    return this.writes.perform(write, async (tx, now) => {
      const row = { ...event, county, declaredBy, declaredAt: now };
      const added = await tx
        .createQueryBuilder()
        .insert()
        .into(MassEvent)
        .values(row)
        .orIgnore()
        .returning('id')
        .execute();
      if (added.raw.length === 0) {
        throw conflict('EVENT_KNOWN', 'An event with this id was declared before.');
      }
      return { status: 201, body: viewOf(row) };
    });
  }
}

function viewOf({ county: _, declaredAt, ...event }: MassEvent): MassEventView {
  return { ...event, declaredAt: declaredAt.toISOString() };
}
