import { v7 } from 'uuid';
import type { Write } from '#service/write/write.js';
import { COUNTY, HOSPITAL } from './room.js';

/** A write of a hospital's own people; each with a key of its own. */
export function writeOf(change: { institution?: string; ifMatch?: number; key?: string } = {}): Write {
  const { institution = HOSPITAL, ifMatch, key = v7() } = change;
  const principal = {
    account: 'his-adapter',
    practitioner: v7(),
    institution,
    county: COUNTY,
    roles: ['his-adapter' as const],
    departments: [],
    expiresAt: new Date(0),
  };
  return { principal, key, requestHash: key, method: 'POST', path: '/', ifMatch, waitMs: 0 };
}
