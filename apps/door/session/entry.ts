import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '#service/problem/problem.js';
import { DoorEnv } from '../env.js';
import { type Aim, ATTEMPT_SECONDS, Attempts, type OpenAttempt } from './attempts.js';
import { Cookies, cookieOf } from './cookie.js';
import { Provider, Refused, type SignedIn } from './provider.js';
import { rolesIn, SecondFactor, secondFactorNeeded } from './second-factor.js';
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
    private readonly secondFactor: SecondFactor,
  ) {
    this.cookies = new Cookies(env.PUBLIC_URL);
  }

  async begin(response: Response, aim: Aim): Promise<string> {
    const { attempt, sealed } = this.attempts.begin(aim);
    const { href } = await this.provider.addressOf(attempt);
    const options = { ...this.cookies.options, maxAge: ATTEMPT_SECONDS * 1000 };
    response.cookie(this.cookies.attemptOf(attempt.state), sealed, options);
    return href;
  }

  /**
   * @throws Problem 403 `SIGN_IN_REFUSED` unless this browser began what the provider answers, `SECOND_FACTOR_NEEDED`
   *   where the account needs one and the provider, asked for it, vouches for none
   */
  async finish(request: Request, response: Response): Promise<string> {
    const url = new URL(request.originalUrl, 'http://door');
    const state = url.searchParams.get('state') ?? '';
    const name = this.cookies.attemptOf(state);
    const attempt = this.attempts.open(state, cookieOf(request.headers.cookie, name) ?? '');
    response.clearCookie(name, this.cookies.options);
    if (!attempt) throw refused();
    const signedIn = await this.signedIn(url.search, attempt);
    const secondFactor = this.secondFactor.isProvedBy(signedIn.proof);
    if (!secondFactor && this.secondFactor.isDemandedOf(rolesIn(signedIn.accessToken))) {
      return this.onceMore(response, attempt, signedIn);
    }
    const cookie = await this.sessions.open(signedIn, secondFactor);
    // Another sign-in of the same browser takes the place of the first.
    const before = this.cookies.digestOf(request.headers.cookie);
    if (before !== undefined) await this.sessions.end(before);
    response.cookie(this.cookies.session, cookie, this.cookies.options);
    return attempt.return;
  }

  /** Who signs in is known only now: back to the provider, which is asked for the second factor by name. */
  private async onceMore(response: Response, attempt: OpenAttempt, signedIn: SignedIn): Promise<string> {
    if (signedIn.refreshToken !== undefined) await this.provider.revoke(signedIn.refreshToken);
    const { classes } = this.secondFactor;
    if (attempt.again || classes.length === 0) throw secondFactorNeeded();
    return this.begin(response, { return: attempt.return, again: { account: signedIn.username, classes } });
  }

  private async signedIn(query: string, attempt: OpenAttempt): Promise<SignedIn> {
    try {
      return await this.provider.redeem(query, attempt);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // The provider's own word for it, as OpenID Connect Unmet Authentication Requirements names it.
      throw error.message === 'unmet_authentication_requirements' ? secondFactorNeeded(error) : refused(error);
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
