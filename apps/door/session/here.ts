import { Injectable } from '@nestjs/common';
import type { Principal } from '#service/auth/principal.js';
import { TokenVerifier } from '#service/auth/token-verifier.js';
import type { OpenSession } from './sessions.js';

/** Who is signed in, in which post: what the console shows. */
export interface Here extends Omit<Principal, 'expiresAt'> {
  name: string;
  /** Seconds until the session ends if its user does nothing. */
  idleSeconds: number;
}

/** Reads a session's access token as the services do. */
@Injectable()
export class WhoIsHere {
  constructor(private readonly verifier: TokenVerifier) {}

  /** @throws Problem 403 `NO_ROLE` for an account without a role in Fenji */
  async of({ name, accessToken, idleLeft }: OpenSession): Promise<Here> {
    const { expiresAt: _, ...principal } = await this.verifier.verify(accessToken);
    return { ...principal, name, idleSeconds: Math.max(0, Math.floor(idleLeft)) };
  }
}
