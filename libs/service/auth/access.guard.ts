import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Role } from '#contracts/codes.js';
import { currentContext } from '../context/context.js';
import { forbidden, Problem } from '../problem/problem.js';
import { PUBLIC_KEY, ROLES_KEY, type WithPrincipal } from './decorators.js';
import { TokenVerifier } from './token-verifier.js';

/** Deny by default: a token, then a role that the handler names (API5). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  /** @throws Problem 401 without a valid token, 403 for a role the handler does not name */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_KEY, places)) return true;
    const request = context.switchToHttp().getRequest<Request & WithPrincipal>();
    const principal = await this.verifier.verify(bearerOf(request), request.header('fenji-post'));
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES_KEY, places) ?? [];
    if (!principal.roles.some((role) => allowed.includes(role))) {
      throw forbidden('FORBIDDEN', 'This role may not do this.');
    }
    request.principal = principal;
    const work = currentContext();
    if (work) work.account = principal.account;
    return true;
  }
}

function bearerOf(request: Request): string {
  const token = /^Bearer ([\w~+/.-]+=*)$/i.exec(request.header('authorization') ?? '')?.[1];
  if (token) return token;
  throw new Problem({
    status: 401,
    code: 'NOT_AUTHENTICATED',
    detail: 'Send an access token: Authorization: Bearer …',
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}
