import { Controller, Get, Header, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { logger } from '#service/logging/logger.js';
import { Problem } from '#service/problem/problem.js';
import { DoorEnv } from '../env.js';
import { Entry } from './entry.js';
import { type Here, WhoIsHere } from './here.js';
import { Provider } from './provider.js';
import { returnPath } from './return-path.js';
import { crossSite, isOwnPage } from './same-origin.js';
import { type OpenSession, Sessions } from './sessions.js';

/** Sign-in and sign-out of browsers. */
@Controller('session')
export class SessionController {
  constructor(
    private readonly env: DoorEnv,
    private readonly entry: Entry,
    private readonly sessions: Sessions,
    private readonly provider: Provider,
    private readonly whoIsHere: WhoIsHere,
  ) {}

  /** Sends the browser to the provider, and later to the local address `return`. */
  @Get('begin')
  @Header('Cache-Control', 'no-store')
  async begin(@Req() request: Request, @Res() response: Response, @Query() query: Record<string, unknown>) {
    const path = returnPath(query['return'], this.env.PUBLIC_URL);
    // Cookies belong to the address that the provider sends the browser back to.
    if (request.headers.host !== new URL(this.env.PUBLIC_URL).host && query['public'] === undefined) {
      const again = new URLSearchParams({ return: path, public: '1' });
      return response.redirect(`${this.env.PUBLIC_URL}/session/begin?${again}`);
    }
    await this.answering(response, () => this.entry.begin(response, { return: path }));
  }

  /** Where the provider sends the browser back to. */
  @Get('callback')
  @Header('Cache-Control', 'no-store')
  async callback(@Req() request: Request, @Res() response: Response) {
    await this.answering(response, () => this.entry.finish(request, response));
  }

  /** Who is signed in. */
  @Get()
  @Header('Cache-Control', 'no-store')
  async here(@Req() request: Request): Promise<Here> {
    return this.whoIsHere.of(await this.required(request));
  }

  /** Chooses one of the posts of somebody with several: `?name=` as `GET /session` names them. */
  @Post('post')
  @HttpCode(200)
  async choosePost(@Req() request: Request): Promise<Here> {
    if (!isOwnPage(request)) throw crossSite();
    const post = request.query['name'];
    return this.whoIsHere.choose(await this.required(request), typeof post === 'string' ? post : '');
  }

  /** The user is still there. Answers how long the session now lasts without a further act. */
  @Post('stay')
  @HttpCode(200)
  async stay(@Req() request: Request): Promise<{ idleSeconds: number }> {
    if (!isOwnPage(request)) throw crossSite();
    const digest = this.entry.cookies.digestOf(request.headers.cookie);
    const idleLeft = digest === undefined ? undefined : await this.sessions.stay(digest);
    if (idleLeft === undefined) throw nobody();
    return { idleSeconds: Math.floor(idleLeft) };
  }

  /** Ends this session. Answers where to go next: to the provider's own sign-out, where it has one. */
  @Post('end')
  @HttpCode(200)
  async end(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<{ next: string }> {
    if (!isOwnPage(request)) throw crossSite();
    const digest = this.entry.cookies.digestOf(request.headers.cookie);
    if (digest !== undefined) await this.sessions.end(digest);
    return this.left(response);
  }

  /** Ends every session of whoever is here, on whatever machine. */
  @Post('end-everywhere')
  @HttpCode(200)
  async endEverywhere(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ next: string }> {
    if (!isOwnPage(request)) throw crossSite();
    const { account } = await this.required(request);
    await this.sessions.endEverywhere(account);
    return this.left(response);
  }

  private async left(response: Response): Promise<{ next: string }> {
    const { session, options } = this.entry.cookies;
    response.clearCookie(session, options);
    return { next: (await this.provider.addressOfEnd())?.href ?? '/' };
  }

  private async required(request: Request): Promise<OpenSession> {
    const digest = this.entry.cookies.digestOf(request.headers.cookie);
    const session = digest === undefined ? undefined : await this.sessions.find(digest);
    if (!session) throw nobody();
    return session;
  }

  /** A person looks at this address: a failure leads back to the console, which says it in words. */
  private async answering(response: Response, step: () => Promise<string>): Promise<void> {
    try {
      response.redirect(await step());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      logger.warn({ code: error.code }, 'sign-in failed');
      response.redirect(`/?signIn=${error.code}`);
    }
  }
}

function nobody(): Problem {
  return new Problem({ status: 401, code: 'NOT_AUTHENTICATED', detail: 'Nobody is signed in (any more).' });
}
