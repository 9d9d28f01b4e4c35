import { Env } from '../env.js';
import { Cipher, CipherError } from './cipher.js';

const KEYS = { k1: Buffer.alloc(32, 1).toString('base64'), k2: Buffer.alloc(32, 2).toString('base64') };

const cipherOf = (profile: 'intl' | 'gm', keys: string) =>
  new Cipher(Object.assign(new Env(), { CRYPTO_PROFILE: profile, ENCRYPTION_KEYS: keys }));

const CONTEXT = 'patient.name:1';
const TEXT = '张三丰 and a longer text than one block of the cipher';

describe.each(['intl', 'gm'] as const)('Cipher, profile %s', (profile) => {
  const cipher = cipherOf(profile, `k1:${KEYS.k1}`);

  it('reads back what it wrote, and never writes the same twice', () => {
    const sealed = cipher.encrypt('990101T01', CONTEXT, TEXT);
    expect(sealed).toMatch(new RegExp(`^${profile}\\.k1\\.[\\w-]+$`));
    expect(cipher.encrypt('990101T01', CONTEXT, TEXT)).not.toBe(sealed);
    expect(cipher.decrypt('990101T01', CONTEXT, sealed)).toBe(TEXT);
    expect(cipher.decrypt('990101T01', CONTEXT, cipher.encrypt('990101T01', CONTEXT, ''))).toBe('');
  });

  it('notices any changed bit', () => {
    const [name, key, data = ''] = cipher.encrypt('990101T01', CONTEXT, TEXT).split('.');
    const bytes = Buffer.from(data, 'base64url');
    for (let position = 0; position < bytes.length; position += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position);
      const sealed = `${name}.${key}.${changed.toString('base64url')}`;
      expect(() => cipher.decrypt('990101T01', CONTEXT, sealed)).toThrow(CipherError);
    }
  });

  it('opens a text nowhere but where it belongs', () => {
    const sealed = cipher.encrypt('990101T01', CONTEXT, TEXT);
    expect(() => cipher.decrypt('990101T01', 'patient.name:2', sealed)).toThrow(CipherError);
    expect(() => cipher.decrypt('990101T02', CONTEXT, sealed)).toThrow(CipherError);
  });

  it.each(['', 'intl', 'other.k1.AAAA', 'intl.k9.AAAA', 'gm.k1.AAAA', 'intl.k1.'])('refuses %j', (sealed) => {
    expect(() => cipher.decrypt('990101T01', CONTEXT, sealed)).toThrow(CipherError);
  });

  it('writes with the first key and reads with all of them', () => {
    const old = cipherOf(profile, `k2:${KEYS.k2}`).encrypt('990101T01', CONTEXT, TEXT);
    const rotated = cipherOf(profile, `k1:${KEYS.k1},k2:${KEYS.k2}`);
    expect(rotated.decrypt('990101T01', CONTEXT, old)).toBe(TEXT);
    expect(rotated.encrypt('990101T01', CONTEXT, TEXT)).toContain('.k1.');
  });

  it('finds a document again after a rotation, within its county only', () => {
    const index = cipherOf(profile, `k2:${KEYS.k2}`).blindIndex('990101', '01', '99010119580615123x');
    const rotated = cipherOf(profile, `k1:${KEYS.k1},k2:${KEYS.k2}`);
    expect(rotated.blindIndex('990101', '01', '99010119580615123X')).toBe(index);
    expect(rotated.blindIndex('990102', '01', '99010119580615123X')).not.toBe(index);
    expect(rotated.blindIndex('990101', '03', '99010119580615123X')).not.toBe(index);
  });
});

it('reads what the other profile wrote: a profile may be changed any day', () => {
  const sealed = cipherOf('intl', `k1:${KEYS.k1}`).encrypt('990101T01', CONTEXT, TEXT);
  expect(cipherOf('gm', `k1:${KEYS.k1}`).decrypt('990101T01', CONTEXT, sealed)).toBe(TEXT);
});
