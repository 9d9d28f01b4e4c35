import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { logger } from '#service/logging/logger.js';
import { Problem } from '#service/problem/problem.js';
import { Entry } from './entry.js';
import { crossSite, isOwnPage } from './same-origin.js';
import { Sessions } from './sessions.js';

/** Puts the access token of a session on a request that shows the session's cookie. */
@Injectable()
export class Admission {
  constructor(
    private readonly entry: Entry,
    private readonly sessions: Sessions,
  ) {}

  /** The session that a request of the API shows; undefined for bearer tokens and for nobody. */
  digestOf({ headers }: IncomingMessage): string | undefined {
    return headers.authorization === undefined ? this.entry.cookies.digestOf(headers.cookie) : undefined;
  }

  /** @throws Problem 401 when the session has ended, 403 for a page of another site, 503 when it cannot be told */
  async admit(digest: string, request: IncomingMessage): Promise<void> {
    if (!isOwnPage(request)) throw crossSite();
    const session = await this.sessions.find(digest).catch((error: unknown) => {
      if (error instanceof Problem) throw error;
      logger.error({ err: error }, 'sessions cannot be read');
      throw unreadable();
    });
    if (!session) throw ended();
    request.headers.authorization = `Bearer ${session.accessToken}`;
    // Who has chosen works in that post alone; until then each request may name one of his.
    if (session.post !== undefined) request.headers['fenji-post'] = session.post;
  }
}

function ended(): Problem {
  return new Problem({ status: 401, code: 'NOT_AUTHENTICATED', detail: 'The session has ended: sign in again.' });
}

function unreadable(): Problem {
  return new Problem({
    status: 503,
    code: 'UNAVAILABLE',
    detail: 'Sessions cannot be read now: repeat under the same key in a moment.',
    headers: { 'Retry-After': '1' },
  });
}
