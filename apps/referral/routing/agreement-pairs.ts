import { v5 } from 'uuid';
import type { Direction } from '#contracts/codes.js';
import type { Institution } from '../network/institution.entity.js';
import { rankOf } from '../network/tiers.js';

/** Two institutions that want to refer to one another, in either order. */
export interface PairWanted {
  a: Institution;
  b: Institution;
}

/** An agreement as the register of the network takes it (`POST /v1/network/agreements/imports`). */
export interface AgreementDraft {
  id: string;
  fromInstitution: string;
  toCounty: string;
  toInstitution: string;
  directions: Direction[];
  deptCodes: string[];
  validFrom: string;
  validTo?: string;
}

/** Names agreements by what they join, so that generating them again changes nothing. */
const SPACE = '6f1c2f6e-5d0a-5c3b-9f3e-2f6b0c9d4a11';

/**
 * The agreements that make pairs usable: the lower refers up to the upper, the upper down to the lower, equals refer to
 * one another laterally (domain §8.3). Judged by rank, as the direction of a referral is (V01).
 */
export function agreementsOf(
  pairs: readonly PairWanted[],
  terms: { deptCodes: string[]; validFrom: string; validTo?: string },
): AgreementDraft[] {
  const drafts = pairs.flatMap(({ a, b }) => [draft(a, b, terms), draft(b, a, terms)]);
  return [...new Map(drafts.map((one) => [one.id, one])).values()];
}

function draft(
  from: Institution,
  to: Institution,
  terms: { deptCodes: string[]; validFrom: string; validTo?: string },
): AgreementDraft {
  const step = rankOf(to.type) - rankOf(from.type);
  const direction: Direction = step > 0 ? 'up' : step < 0 ? 'down' : 'lateral';
  const id = v5(`${from.code}>${to.code} ${terms.validFrom} ${[...terms.deptCodes].sort().join(';')}`, SPACE);
  return {
    id,
    fromInstitution: from.code,
    toCounty: to.county,
    toInstitution: to.code,
    directions: [direction],
    ...terms,
  };
}

const COLUMNS = [
  'id',
  'fromInstitution',
  'toCounty',
  'toInstitution',
  'directions',
  'deptCodes',
  'validFrom',
  'validTo',
] as const;

/** The same as a CSV file; lists are parted by semicolons. No value holds a comma or a quote. */
export function asCsv(drafts: readonly AgreementDraft[]): string {
  const cell = (value: string | readonly string[] | undefined) =>
    Array.isArray(value) ? value.join(';') : (value ?? '');
  const lines = drafts.map((one) => COLUMNS.map((column) => cell(one[column])).join(','));
  return [COLUMNS.join(','), ...lines].join('\n');
}
