import { type Counters, NOTHING, openLimit, plus, shortfallOf } from './counters.js';
import { type Asker, giveBack, type Moment, mayTake } from './rule.js';

const OPEN: Moment = { familyOpen: true, publicOpen: true, stage: 0, fresh: 0 };
const session = (given: Partial<Counters>): Counters => ({
  ...NOTHING,
  capacity: 20,
  reserve: 4,
  ...given,
});
const allowed = (asker: Asker, c: Counters, moment: Moment = OPEN) => mayTake(asker, undefined, c, moment).granted;
function take(asker: Asker, c: Counters, moment: Moment = OPEN): Counters {
  const verdict = mayTake(asker, undefined, c, moment);
  if (!verdict.granted) throw new Error(verdict.reason);
  return verdict.steps.reduce((sum, step) => plus(sum, step.deltas), c);
}

describe('who may take a unit (domain §7.3)', () => {
  it('TV10: with 4 of 20 protected the public gets 16, the 17th is refused, a family doctor is not', () => {
    const full = session({ publicTaken: 16 });
    expect(openLimit(full)).toBe(16);
    expect(mayTake('public', undefined, full, OPEN)).toEqual({ granted: false, reason: 'protected' });
    expect(allowed('family', full)).toBe(true);
  });

  it('TV11, TV12: units that family doctors took count inside the reserve first', () => {
    expect(openLimit(session({ familyTaken: 1 }))).toBe(16);
    expect(openLimit(session({ familyTaken: 6 }))).toBe(14);
  });

  it('TV13: before the public opening family doctors stay within the reserve, afterwards they may use all', () => {
    const early = { ...OPEN, publicOpen: false };
    expect(allowed('family', session({ familyTaken: 3 }), early)).toBe(true);
    expect(allowed('family', session({ familyTaken: 4 }), early)).toBe(false);
    expect(allowed('family', session({ familyTaken: 19 }))).toBe(true);
    expect(allowed('family', session({ familyTaken: 20 }))).toBe(false);
  });

  it('TV21: units released in the last hour go to primary doctors before the public', () => {
    const c = session({ released: 1, familyTaken: 1, publicTaken: 16 });
    expect(allowed('public', c, { ...OPEN, fresh: 1 })).toBe(false);
    expect(allowed('other', c, { ...OPEN, fresh: 1 })).toBe(true);
    expect(openLimit(c)).toBe(17);
  });

  it('TV32: what other referrals took before the release does not use up their hour', () => {
    const c = session({ released: 1, familyTaken: 1, otherTaken: 10, publicTaken: 6 });
    expect(allowed('public', c, { ...OPEN, fresh: 1 })).toBe(false);
    expect(allowed('other', c, { ...OPEN, fresh: 1 })).toBe(true);
  });

  it('TV25: a full session gets an extra unit for U1, outside the base', () => {
    const c = take('emergency', session({ capacity: 10, reserve: 2, familyTaken: 2, publicTaken: 8 }));
    expect(c).toMatchObject({ capacity: 10, extra: 1, emergencyTaken: 1, reserve: 2, released: 0 });
  });

  it('TV26: U1 takes a protected unit where only such are free', () => {
    const c = take('emergency', session({ capacity: 10, reserve: 2, publicTaken: 8 }));
    expect(c).toMatchObject({ emergencyTaken: 1, released: 1 });
    expect(openLimit(c)).toBe(9);
  });

  it('TV23: after a cut nobody takes an open unit until the main rule holds again', () => {
    const cut = session({ capacity: 15, reserve: 3, familyTaken: 1, publicTaken: 14 });
    expect(shortfallOf(cut)).toBe(2);
    const blocked = { ...cut, shortfall: 2 };
    expect(allowed('public', blocked)).toBe(false);
    const back = (c: Counters) => plus(c, giveBack('public', false, c, 0).back);
    expect(back(blocked)).toMatchObject({ publicTaken: 13, shortfall: 1 });
    expect(back(back(blocked))).toMatchObject({ publicTaken: 12, shortfall: 0 });
    expect(allowed('public', back(back(blocked)))).toBe(false);
    expect(allowed('public', back(back(back(blocked))))).toBe(true);
  });

  it('after stage 2 a family U4 stands in line with other referrals, a U3 may use what is held back', () => {
    const c = session({ released: 3, publicTaken: 19 });
    expect(mayTake('family', 'U4', c, { ...OPEN, stage: 2 })).toEqual({ granted: false, reason: 'protected' });
    expect(mayTake('family', 'U3', c, { ...OPEN, stage: 2 })).toMatchObject({
      granted: true,
      taker: 'family',
      fromReserve: true,
    });
  });
});

describe('giving a unit back (domain §7.6)', () => {
  it('TV19: before stage 2 a family unit is protected again', () => {
    const c = session({ familyTaken: 4 });
    const { back, release } = giveBack('family', false, c, 1);
    expect(plus(plus(c, back), release)).toMatchObject({ familyTaken: 3, released: 0 });
    expect(openLimit(plus(c, back))).toBe(16);
  });

  it('TV20: after stage 2 it is open', () => {
    const c = session({ released: 1, familyTaken: 3 });
    const { back, release } = giveBack('family', false, c, 2);
    const after = plus(plus(c, back), release);
    expect(after).toMatchObject({ familyTaken: 2, released: 2 });
    expect(openLimit(after)).toBe(18);
  });

  it('a family unit beyond the reserve was open and is open again', () => {
    const c = session({ released: 1, familyTaken: 5 });
    expect(giveBack('family', false, c, 2).release).toEqual({});
  });
});
