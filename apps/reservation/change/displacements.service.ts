import { Injectable } from '@nestjs/common';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { conflict, notFound, staleVersion } from '#service/problem/problem.js';
import { type Answer, requireIfMatch, type Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import {
  type DisplacementQuery,
  type DisplacementView,
  displacementView,
  type SettlementRequest,
} from './change.dto.js';
import { listDisplacements, lockDisplacement, settleDisplacement } from './displacement.store.js';

/** Everybody whose unit a hospital took away: what its own system must tell, what its desk must settle. */
@Injectable()
export class DisplacementsService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** Those of the caller's hospital, and those who come to it instead; the oldest first. */
  list({ county, institution }: Principal, query: DisplacementQuery): Promise<Page<DisplacementView>> {
    const after = readCursor(query.cursor, 'uuid');
    return this.database.transaction(SYSTEM, async (tx) => {
      const { sessionId, state, limit } = query;
      const rows = await listDisplacements(tx, county, { institution, sessionId, state, limit }, after);
      return toPage(rows, limit, displacementView, ({ id }) => [id]);
    });
  }

  /** @throws Problem 404 outside the hospital that took the unit away; 409 `WRONG_STATE` while the person waits */
  settle(write: Write, id: string, { outcome }: SettlementRequest): Promise<Answer<DisplacementView>> {
    const version = requireIfMatch(write);
    const { county, institution, account } = write.principal;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const found = await lockDisplacement(tx, county, id);
        if (found?.institution !== institution) throw notFound();
        if (found.version !== version) throw staleVersion(found.version);
        if (found.state !== 'rebooked' && found.state !== 'open-task') {
          const detail = `A displacement that is ${found.state} cannot be settled.`;
          throw conflict('WRONG_STATE', detail);
        }
        const settled = await settleDisplacement(tx, found, { outcome, at: now, by: account });
        const head = { county, aggregateId: id, aggregateVersion: settled.version, occurredAt: now };
        if (found.escalation)
          await addToOutbox(tx, [{ name: 'displacement.settled.v1', ...head, data: { displacementId: id } }]);
        return { status: 201, body: displacementView(settled), version: settled.version };
      },
      SYSTEM,
    );
  }
}
