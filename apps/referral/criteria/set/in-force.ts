import { holdsOn } from '../../network/dated.js';
import type { CriteriaSet } from './criterion.js';

/** The county's set in force that day; where it has none, the sample, until it has approved one. */
export function setInForce(sets: readonly CriteriaSet[], county: string, day: string): CriteriaSet | undefined {
  const own = sets.find((set) => set.county === county && set.validFrom !== null && isWithin(set, day));
  return own ?? sets.find((set) => set.county !== county);
}

const isWithin = ({ validFrom, validTo }: CriteriaSet, day: string): boolean =>
  validFrom !== null && holdsOn({ validFrom, validTo }, day);
