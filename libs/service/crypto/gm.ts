import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Profile } from './profile.js';

const IV = 16;
const TAG = 32;

/**
 * National cryptography (engineering §7.4): SM4-CTR, then HMAC-SM3 over context and ciphertext with a key of its own,
 * since node:crypto has no SM4-GCM. Form: IV (16) ‖ ciphertext ‖ tag (32). Key: 16 bytes for SM4 ‖ 32 for the HMAC.
 */
export const gm: Profile = {
  keyLength: 48,

  seal(key, context, text) {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), iv);
    const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([body, tagOf(key, context, body)]);
  },

  open(key, context, sealed) {
    if (sealed.length < IV + TAG) throw new Error('Too short');
    const body = sealed.subarray(0, -TAG);
    if (!timingSafeEqual(tagOf(key, context, body), sealed.subarray(-TAG))) throw new Error('Wrong tag');
    const decipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), body.subarray(0, IV));
    return Buffer.concat([decipher.update(body.subarray(IV)), decipher.final()]).toString('utf8');
  },
};

/** The length goes first, so that no other split of context and body gives the same input. */
function tagOf(key: Buffer, context: string, body: Buffer): Buffer {
  const bytes = Buffer.from(context);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return createHmac('sm3', key.subarray(16)).update(length).update(bytes).update(body).digest();
}
