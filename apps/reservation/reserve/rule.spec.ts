import { type Counters, NOTHING, plus, shortfallOf } from './counters.js';
import { type Asker, giveBack, type Moment, mayTake } from './rule.js';

const OPEN: Moment = { familyOpen: true, publicOpen: true, stage: 0, fresh: 0 };
const session = (given: Partial<Counters>): Counters => ({
  ...NOTHING,
  capacity: 20,
  reserve: 4,
  ...given,
});
const allowed = (asker: Asker, c: Counters, moment: Moment = OPEN) => mayTake(asker, undefined, c, moment).granted;

describe('who may take a unit (domain §7.3)', () => {
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
  it('a family unit beyond the reserve was open and is open again', () => {
    const c = session({ released: 1, familyTaken: 5 });
    expect(giveBack('family', false, c, 2).release).toEqual({});
  });
});
