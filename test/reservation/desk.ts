import { v7 } from 'uuid';
import type { Write } from '#service/write/write.js';
import { HOSPITAL, writeOf as writeAt } from './room.js';

/** A write of a hospital's own people; each with a key of its own unless one is given. */
export function writeOf(change: { institution?: string; ifMatch?: number; key?: string } = {}): Write {
  const { institution = HOSPITAL, ifMatch, key = v7() } = change;
  const write = writeAt(key);
  return { ...write, ifMatch, principal: { ...write.principal, institution } };
}
