import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Env } from '../env.js';
import { Problem } from '../problem/problem.js';

/** Lets only another service of this house in: it shows `INTERNAL_TOKEN`. Without one nobody comes in. */
@Injectable()
export class InternalGuard implements CanActivate {
  constructor(private readonly env: Env) {}

  /** @throws Problem 401 for any other token */
  canActivate(context: ExecutionContext): boolean {
    const given = context.switchToHttp().getRequest<Request>().header('authorization') ?? '';
    const { INTERNAL_TOKEN } = this.env;
    if (INTERNAL_TOKEN && same(given, `Bearer ${INTERNAL_TOKEN}`)) return true;
    throw new Problem({ status: 401, code: 'NOT_AUTHENTICATED', detail: 'Only services of this house may ask.' });
  }
}

/** Digests are of one length and reveal nothing by the time their comparison takes. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
