import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { Cipher, CipherError } from '#service/crypto/cipher.js';
import type { Attempt } from './provider.js';

/** How long somebody may take at the provider. */
export const ATTEMPT_SECONDS = 600;
const OWNER = 'door';

/** A sign-in under way, and where it leads. */
export interface OpenAttempt extends Attempt {
  return: string;
}

/** What a new attempt is for. */
export type Aim = Pick<OpenAttempt, 'return' | 'again'>;

/** Sign-ins under way are kept, sealed, by the browser alone: a flood of beginnings fills no table. */
@Injectable()
export class Attempts {
  constructor(private readonly cipher: Cipher) {}

  /** A new attempt and its sealed form, for a cookie. */
  begin(aim: Aim): { attempt: OpenAttempt; sealed: string } {
    const attempt = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      ...aim,
    };
    const text = JSON.stringify({ ...attempt, ends: Date.now() + ATTEMPT_SECONDS * 1000 });
    return { attempt, sealed: this.cipher.encrypt(OWNER, `attempt:${attempt.state}`, text) };
  }

  /** The attempt of a cookie; undefined when it was changed, belongs to another state, or is too old. */
  open(state: string, sealed: string): OpenAttempt | undefined {
    try {
      const { ends, ...attempt } = JSON.parse(this.cipher.decrypt(OWNER, `attempt:${state}`, sealed)) as OpenAttempt & {
        ends: number;
      };
      return ends > Date.now() ? attempt : undefined;
    } catch (error) {
      if (error instanceof CipherError) return undefined;
      throw error;
    }
  }
}
