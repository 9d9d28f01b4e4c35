import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { Env } from '../env.js';
import { Problem } from '../problem/problem.js';
import { choosePost } from './choose-post.js';
import type { Principal } from './principal.js';
import { toPosts } from './to-principal.js';

/** No symmetric algorithm, no `none`: the key is the issuer's public one. */
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const MOST_REMEMBERED = 10_000;
const LONGEST_TOKEN = 8192;
const DISCOVERY_TIMEOUT_MS = 3_000;

/** Its keys came too late, are none, or came with another status than 200: nothing is known of the token. */
const FAULTS_OF_THE_ISSUER = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

type Posts = readonly [Principal, ...Principal[]];

interface Verified {
  posts: Posts;
  /** Seconds since 1970, real time. */
  expires: number;
}

/** Checks access tokens against the issuer's keys (API2). A checked token is remembered until it expires. */
@Injectable()
export class TokenVerifier {
  private readonly verified = new Map<string, Verified>();
  private keys?: Promise<JWTVerifyGetKey>;

  constructor(@Inject(Env) private readonly env: Pick<Env, 'OIDC_ISSUER' | 'OIDC_AUDIENCE'>) {}

  /** The caller, in the post that is named. @throws Problem as {@link posts}, 403 `POST_NEEDED` */
  async verify(token: string, post?: string): Promise<Principal> {
    return choosePost(await this.posts(token), post);
  }

  /**
   * The posts of a token.
   * @throws Problem 401 `TOKEN_INVALID`, 403 `NO_ROLE` for a good token without a role Fenji knows,
   *   503 when the issuer cannot be asked for its keys
   */
  async posts(token: string): Promise<Posts> {
    if (token.length > LONGEST_TOKEN) throw invalidToken();
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.verified.get(digest);
    if (known && known.expires > Date.now() / 1000) return known.posts;
    const claims = await this.check(token);
    const posts = toPosts(claims);
    this.remember(digest, { posts, expires: claims.exp ?? 0 });
    return posts;
  }

  private async check(token: string): Promise<JWTPayload> {
    const keys = await this.issuerKeys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        typ: 'at+jwt',
        issuer: this.env.OIDC_ISSUER,
        audience: this.env.OIDC_AUDIENCE,
        clockTolerance: 5,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError) || FAULTS_OF_THE_ISSUER.has(error.code)) throw issuerSilent(error);
      throw invalidToken();
    }
  }

  /** Found at the first token, not at start: a service starts without its issuer. A failure is not remembered. */
  private issuerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.discover().catch((error: unknown) => {
      this.keys = undefined;
      throw issuerSilent(error);
    });
    return this.keys;
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    const issuer = this.env.OIDC_ISSUER;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS), redirect: 'error' });
    const document: unknown = await response.json();
    if (typeof document !== 'object' || document === null || !('issuer' in document) || document.issuer !== issuer) {
      throw new Error('The discovery document names another issuer');
    }
    if (!('jwks_uri' in document) || typeof document.jwks_uri !== 'string') throw new Error('No jwks_uri');
    return createRemoteJWKSet(new URL(document.jwks_uri), {
      timeoutDuration: DISCOVERY_TIMEOUT_MS,
      cooldownDuration: 10_000,
    });
  }

  private remember(digest: string, verified: Verified): void {
    this.verified.set(digest, verified);
    const [oldest] = this.verified.keys();
    if (this.verified.size > MOST_REMEMBERED && oldest !== undefined) this.verified.delete(oldest);
  }
}

/** RFC 6750 §3: the header says what is wrong in general, never which check failed. */
export function invalidToken(): Problem {
  const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
  return new Problem({
    status: 401,
    code: 'TOKEN_INVALID',
    detail: 'The access token is not valid (any more).',
    headers,
  });
}

function issuerSilent(cause: unknown): Problem {
  const problem = new Problem({
    status: 503,
    code: 'ISSUER_UNAVAILABLE',
    detail: 'Log-in cannot be checked now.',
    headers: { 'Retry-After': '2' },
  });
  problem.cause = cause;
  return problem;
}
