import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Env } from '../env.js';
import { gm } from './gm.js';
import { intl } from './intl.js';
import type { Profile } from './profile.js';

const PROFILES: Record<string, Profile> = { intl, gm };

interface MasterKey {
  id: string;
  secret: Buffer;
}

/** A stored text that does not decrypt: changed, moved to another row, or its key is gone. */
export class CipherError extends Error {}

/**
 * Encrypts personal fields before they reach the database (domain §14). Each institution has its own key, derived by
 * HKDF from the current master key; the text form `<profile>.<keyId>.<base64url>` names what is needed to read it back.
 */
@Injectable()
export class Cipher {
  private readonly masters: MasterKey[];
  private readonly profile: 'intl' | 'gm';
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(Env) env: Pick<Env, 'ENCRYPTION_KEYS' | 'CRYPTO_PROFILE'>) {
    this.masters = env.ENCRYPTION_KEYS.split(',').map((entry) => {
      const [id = '', secret = ''] = entry.split(':');
      return { id, secret: Buffer.from(secret, 'base64') };
    });
    this.profile = env.CRYPTO_PROFILE;
  }

  /** `context` says where the text belongs (`patient.name:<id>`); the text decrypts nowhere else. */
  encrypt(institution: string, context: string, text: string): string {
    const master = this.current();
    const { seal, keyLength } = profileOf(this.profile);
    const key = this.derive(master, `${this.profile}:${institution}`, keyLength);
    return `${this.profile}.${master.id}.${seal(key, `${institution}|${context}`, text).toString('base64url')}`;
  }

  /** @throws CipherError unless the text was encrypted for just this institution and context */
  decrypt(institution: string, context: string, sealed: string): string {
    const [name = '', keyId, data = ''] = sealed.split('.');
    const master = this.masters.find(({ id }) => id === keyId);
    if (!master) throw new CipherError(`No key ${keyId}`);
    const { open, keyLength } = profileOf(name);
    const key = this.derive(master, `${name}:${institution}`, keyLength);
    try {
      return open(key, `${institution}|${context}`, Buffer.from(data, 'base64url'));
    } catch (error) {
      throw new CipherError('Text does not decrypt', { cause: error });
    }
  }

  /** Finds a person by document within one county without storing the number: HMAC under the last (oldest) key. */
  blindIndex(county: string, idType: string, idNo: string): string {
    const key = this.derive(this.oldest(), `blind-index:${county}`, 32);
    const digest = this.profile === 'gm' ? 'sm3' : 'sha256';
    return createHmac(digest, key).update(`${idType}:${idNo.trim().toUpperCase()}`).digest('base64url');
  }

  private current(): MasterKey {
    const [first] = this.masters;
    if (!first) throw new CipherError('No encryption key');
    return first;
  }

  /** The index must not change when a new key is put in front. */
  private oldest(): MasterKey {
    const last = this.masters.at(-1);
    if (!last) throw new CipherError('No encryption key');
    return last;
  }

  private derive(master: MasterKey, purpose: string, length: number): Buffer {
    const slot = `${master.id}|${purpose}`;
    const known = this.keys.get(slot);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', master.secret, 'fenji', purpose, length));
    this.keys.set(slot, key);
    return key;
  }
}

function profileOf(name: string): Profile {
  const profile = PROFILES[name];
  if (!profile) throw new CipherError(`No cipher profile ${name}`);
  return profile;
}
