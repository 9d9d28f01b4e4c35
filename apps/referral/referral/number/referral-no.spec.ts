import fc from 'fast-check';
import { checkCharacter, referralNo } from './referral-no.js';

describe('referralNo (vectors of domain §4.8)', () => {
  it.each([
    ['990101', 'up', 1, '99010120260306U00000019'],
    ['990101', 'down', 42, '99010120260306D0000042X'],
    ['990102', 'lateral', 1_234_567, '99010220260306L1234567X'],
  ] as const)('%s %s %i → %s', (county, direction, sequence, expected) => {
    expect(referralNo(county, '2026-03-06', direction, sequence)).toBe(expected);
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.integer({ min: 15, max: 21 }),
        fc.integer({ min: 1, max: 9 }),
        (sequence, place, shift) => {
          const number = referralNo('990101', '2026-03-06', 'up', sequence);
          const wrong = (Number(number[place]) + shift) % 10;
          const typed = number.slice(0, place) + String(wrong) + number.slice(place + 1);
          return checkCharacter(typed.slice(0, 22)) !== typed[22];
        },
      ),
    );
  });

  it.each([0, 10_000_000, 1.5])('refuses the sequence %d', (sequence) => {
    expect(() => referralNo('990101', '2026-03-06', 'up', sequence)).toThrow(RangeError);
  });
});
