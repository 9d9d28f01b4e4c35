import { Injectable } from '@nestjs/common';
import { decodeJwt, errors } from 'jose';
import { toPosts } from '#service/auth/to-principal.js';
import { forbidden, Problem } from '#service/problem/problem.js';
import { DoorEnv } from '../env.js';

/** What an ID token says of how somebody signed in. */
export interface SignInProof {
  acr?: unknown;
  /** Methods by RFC 8176. */
  amr?: unknown;
}

/** A one-time password counts as the second factor only beside one of these; alone it may be all that was asked. */
const FIRST_FACTORS = ['pwd', 'pin', 'sc', 'hwk', 'swk', 'fpt', 'face'];

/** Which roles must have signed in with a second factor, and what proves that somebody has. */
@Injectable()
export class SecondFactor {
  constructor(private readonly env: DoorEnv) {}

  /** The classes to ask the provider for; empty = it demands the second factor by rules of its own. */
  get classes(): readonly string[] {
    return this.env.SECOND_FACTOR_ACR;
  }

  /** Whether any post of the account demands one. `null`: kept by a door that did not look yet, so perhaps. */
  isDemandedOf(roles: readonly string[] | null): boolean {
    const demanding: readonly string[] = this.env.SECOND_FACTOR_ROLES;
    return demanding.length > 0 && (roles === null || roles.some((role) => demanding.includes(role)));
  }

  /** Where classes are configured they alone decide: they are what the provider promises; else its methods do. */
  isProvedBy({ acr, amr }: SignInProof): boolean {
    if (this.classes.length > 0) return typeof acr === 'string' && this.classes.includes(acr);
    if (!Array.isArray(amr)) return false;
    return amr.includes('mfa') || (amr.includes('otp') && amr.some((method) => FIRST_FACTORS.includes(method)));
  }
}

/**
 * The roles of all posts in an access token that the provider itself has just handed over. Its signature is checked
 * wherever it is used: a token with other roles would open nothing.
 */
export function rolesIn(accessToken: string): string[] {
  try {
    return [...new Set(toPosts(decodeJwt(accessToken)).flatMap(({ roles }) => roles))].sort();
  } catch (error) {
    if (error instanceof Problem || error instanceof errors.JOSEError) return [];
    throw error;
  }
}

/** 403: no session without the second factor. */
export function secondFactorNeeded(cause?: Error): Problem {
  const problem = forbidden(
    'SECOND_FACTOR_NEEDED',
    'A post of this account opens only with a second factor, and the provider did not vouch for one.',
  );
  problem.cause = cause;
  return problem;
}
