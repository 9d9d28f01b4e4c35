import { type Counters, NOTHING } from './counters.js';
import { giveBack, type Moment, mayTake } from './rule.js';

const OPEN: Moment = { familyOpen: true, publicOpen: true, stage: 0, fresh: 0 };
const session = (given: Partial<Counters>): Counters => ({
  ...NOTHING,
  capacity: 20,
  reserve: 4,
  ...given,
});

describe('who may take a unit (domain §7.3)', () => {
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
