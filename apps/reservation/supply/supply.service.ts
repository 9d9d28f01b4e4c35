import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Page, toPage } from '#service/paging/cursor.js';
import { type FieldError, notFound, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { localDate, MINUTE_MS, plusMinutes } from '../calendar/beijing.js';
import { readCursor } from './cursor.js';
import type { Draft } from './publication.js';
import { publish } from './publish.js';
import type { Session } from './session.entity.js';
import {
  type PublicationRequest,
  type PublicationView,
  type SessionDraft,
  type SessionQuery,
  type SessionView,
  sessionView,
} from './supply.dto.js';
import { findSession, listSessions } from './supply.store.js';

/** Rosters and bed forecasts reach no further ahead. */
const FURTHEST_MINUTES = 180 * 24 * 60;

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

  /** @throws Problem 404 outside the caller's county, and for an adapter outside its institution */
  async find(principal: Principal, id: string): Promise<Session> {
    const session = await this.database.transaction(SYSTEM, (tx) => findSession(tx, principal.county, id));
    if (!session || (isAdapter(principal) && session.institution !== principal.institution)) throw notFound();
    return session;
  }
}

/** An adapter speaks for its own hospital and for no other. */
export const isAdapter = ({ roles }: Principal): boolean => roles.every((role) => role === 'his-adapter');

/** @throws Problem 422 naming every session that can't be: in the past, too far ahead, longer than a day, named twice */
function readDrafts(drafts: readonly SessionDraft[], now: Date): Draft[] {
  const read = drafts.map((draft) => ({
    ...draft,
    startsAt: new Date(draft.startsAt),
    endsAt: new Date(draft.endsAt),
  }));
  const names = read.map(({ externalId }) => externalId);
  const errors: FieldError[] = read.flatMap((draft, at) => {
    const fault = (field: string, code: string, message: string) => [
      { field: `sessions.${at}.${field}`, code, message },
    ];
    if (draft.endsAt <= draft.startsAt) return fault('endsAt', 'not-after-start', 'must be later than startsAt');
    if (draft.endsAt > plusMinutes(draft.startsAt, 24 * 60))
      return fault('endsAt', 'longer-than-a-day', 'a session is at most a day');
    if (draft.startsAt.getTime() % MINUTE_MS !== 0) return fault('startsAt', 'not-a-minute', 'must be a whole minute');
    if (draft.endsAt <= now) return fault('endsAt', 'in-the-past', 'must be later than now');
    if (draft.startsAt > plusMinutes(now, FURTHEST_MINUTES))
      return fault('startsAt', 'too-far-ahead', 'at most 180 days ahead');
    if (draft.bedClass !== undefined && draft.pool !== 'inpatient-bed')
      return fault('bedClass', 'not-a-bed', 'only inpatient-bed has one');
    if (names.indexOf(draft.externalId) !== at) return fault('externalId', 'twice', 'stands twice in this publication');
    return [];
  });
  if (errors.length === 0) return read;
  throw new Problem({
    status: 422,
    code: 'SESSION_IMPOSSIBLE',
    detail: 'Some sessions cannot be published: see errors.',
    errors,
  });
}
