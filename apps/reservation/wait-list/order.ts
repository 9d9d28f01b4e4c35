import type { WaitEntry } from './wait-entry.entity.js';

/** An entry with what its institution has got from this list lately. */
export type Ranked = Pick<WaitEntry, 'urgencyClass' | 'displaced' | 'greenChannel' | 'waitingSince' | 'referralNo'> & {
  got: number;
};

/**
 * Order of the wait list (domain §8.4): class, displaced by the hospital, green channel, fairness (the referring
 * institution that got fewer units from this list in the last 28 days), waiting since, number.
 */
export function byPlace(a: Ranked, b: Ranked): number {
  return (
    compare(a.urgencyClass, b.urgencyClass) ||
    Number(b.displaced) - Number(a.displaced) ||
    Number(b.greenChannel) - Number(a.greenChannel) ||
    a.got - b.got ||
    a.waitingSince.getTime() - b.waitingSince.getTime() ||
    compare(a.referralNo, b.referralNo)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
