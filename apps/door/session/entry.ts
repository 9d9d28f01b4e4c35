import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '#service/problem/problem.js';
import { DoorEnv } from '../env.js';
import { ATTEMPT_SECONDS, Attempts, type OpenAttempt } from './attempts.js';
import { Cookies, cookieOf } from './cookie.js';
import { Provider, Refused, type SignedIn } from './provider.js';
import { Sessions } from './sessions.js';

/** The way in: to the provider and back with a session. Each step answers the address that the browser goes to next. */
@Injectable()
export class Entry {
  readonly cookies: Cookies;

  constructor(
    env: DoorEnv,
    private readonly attempts: Attempts,
    private readonly provider: Provider,
    private readonly sessions: Sessions,
  ) {
    this.cookies = new Cookies(env.PUBLIC_URL);
  }

  async begin(response: Response, returnTo: string): Promise<string> {
    const { attempt, sealed } = this.attempts.begin(returnTo);
    const { href } = await this.provider.addressOf(attempt);
    const options = { ...this.cookies.options, maxAge: ATTEMPT_SECONDS * 1000 };
    response.cookie(this.cookies.attemptOf(attempt.state), sealed, options);
    return href;
  }

  /** @throws Problem 403 `SIGN_IN_REFUSED` unless this browser began what the provider answers */
  async finish(request: Request, response: Response): Promise<string> {
    const url = new URL(request.originalUrl, 'http://door');
    const state = url.searchParams.get('state') ?? '';
    const name = this.cookies.attemptOf(state);
    const attempt = this.attempts.open(state, cookieOf(request.headers.cookie, name) ?? '');
    response.clearCookie(name, this.cookies.options);
    if (!attempt) throw refused();
    const cookie = await this.sessions.open(await this.signedIn(url.search, attempt));
    // Another sign-in of the same browser takes the place of the first.
    const before = this.cookies.digestOf(request.headers.cookie);
    if (before !== undefined) await this.sessions.end(before);
    response.cookie(this.cookies.session, cookie, this.cookies.options);
    return attempt.return;
  }

  private async signedIn(query: string, attempt: OpenAttempt): Promise<SignedIn> {
    try {
      return await this.provider.redeem(query, attempt);
    } catch (error) {
      throw error instanceof Refused ? refused(error) : error;
    }
  }
}

function refused(cause?: Error): Problem {
  const problem = new Problem({
    status: 403,
    code: 'SIGN_IN_REFUSED',
    detail: 'This sign-in was not begun here, took too long, or was refused: begin again.',
  });
  problem.cause = cause;
  return problem;
}
