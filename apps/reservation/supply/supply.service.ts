import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { PublicationRequest } from './draft.dto.js';
import { readDrafts } from './draft.js';
import { publish } from './publish.js';
import type { Session } from './session.entity.js';
import type { PublicationView, SessionQuery, SessionView } from './supply.dto.js';
import { findAccount, findSession, listSessions } from './supply.store.js';
import { accountView, sessionView } from './views.js';

/** What hospitals publish, and what of it is left. */
@Injectable()
export class SupplyService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /** Publishes sessions of the caller's institution; 201, or 200 when all were known. */
  publish(write: Write, body: PublicationRequest): Promise<Answer<PublicationView>> {
    const { county, institution, account } = write.principal;
    return this.writes.perform(
      write,
      async (tx, now) => {
        const drafts = readDrafts(body.sessions, now);
        const published = await publish(tx, now, { county, institution, account }, drafts);
        const items = published.map(({ session }) => sessionView(session));
        const status = published.every(({ known }) => known) ? 200 : 201;
        return { status, body: { items }, ...(items.length === 1 ? { location: `/v1/sessions/${items[0]?.id}` } : {}) };
      },
      SYSTEM,
    );
  }

  /** Sessions of the caller's county, earliest first. */
  list(principal: Principal, query: SessionQuery): Promise<Page<SessionView>> {
    const after = readCursor(query.cursor, 'date', 'uuid');
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const rows = await listSessions(tx, principal.county, { ...query, from: query.from ?? localDate(now) }, after);
      return toPage(rows, query.limit, sessionView, (session) => [session.date, session.id]);
    });
  }

  /** One session with the reserve of its day. */
  read(principal: Principal, id: string): Promise<Answer<SessionView>> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const session = await visibleSession(tx, principal, id);
      const account = accountView(await findAccount(tx, session));
      return { status: 200, body: { ...sessionView(session), account }, version: session.version };
    });
  }

  /** @throws Problem 404 outside the caller's county, and for an adapter outside its institution */
  find(principal: Principal, id: string): Promise<Session> {
    return this.database.transaction(SYSTEM, (tx) => visibleSession(tx, principal, id));
  }
}

async function visibleSession(tx: EntityManager, principal: Principal, id: string): Promise<Session> {
  const session = await findSession(tx, principal.county, id);
  if (!session || (isAdapter(principal) && session.institution !== principal.institution)) throw notFound();
  return session;
}

/** An adapter speaks for its own hospital and for no other. */
export const isAdapter = ({ roles }: Principal): boolean => roles.every((role) => role === 'his-adapter');
