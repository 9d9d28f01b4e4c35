import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Profile } from './profile.js';

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: nonce (12) ‖ ciphertext ‖ tag (16). */
export const intl: Profile = {
  keyLength: 32,

  seal(key, context, text) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },

  open(key, context, sealed) {
    if (sealed.length < NONCE + TAG) throw new Error('Too short');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  },
};
