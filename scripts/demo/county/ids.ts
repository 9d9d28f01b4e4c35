import { createHash } from 'node:crypto';

const NAMESPACE = Buffer.from('6f1b0d1e7a4c5e0b9a66c2d1f0e3a795', 'hex');

/** The same name always gives the same UUID (version 5), so that demo tokens stay valid over a reset. */
export function idOf(kind: string, name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${kind}:${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
