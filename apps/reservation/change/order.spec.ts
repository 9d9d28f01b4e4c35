import type { UrgencyClass } from '#contracts/codes.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { displacementOrder, rebookingBands } from './order.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 6, 1, minute));

/** A live unit: its name, who has it, and since when. */
function unit(
  id: string,
  taker: Reservation['taker'],
  minute: number,
  more: { urgencyClass?: UrgencyClass; state?: 'held' | 'confirmed' } = {},
): Reservation {
  const isReferral = taker !== 'public';
  const entitlements = { family: 'family-doctor', other: 'open', emergency: 'emergency', public: null } as const;
  return {
    id,
    taker,
    state: 'confirmed',
    urgencyClass: isReferral ? 'U3' : null,
    entitlement: entitlements[taker],
    referralId: isReferral ? id : null,
    createdAt: at(minute),
    ...more,
  } as Reservation;
}

const names = (rows: readonly Reservation[]) => rows.map(({ id }) => id);

describe('the order of displacement (domain §7.7)', () => {
  it('takes unconfirmed public holds, other holds, then bookings: lowest urgency and newest first', () => {
    const rows = [
      unit('family-U2', 'family', 1, { urgencyClass: 'U2' }),
      unit('other-U2', 'other', 9, { urgencyClass: 'U2' }),
      unit('other-U4', 'other', 2, { urgencyClass: 'U4' }),
      unit('public-old', 'public', 3),
      unit('public-new', 'public', 4),
      unit('family-hold', 'family', 5, { state: 'held' }),
      unit('public-hold', 'public', 6, { state: 'held' }),
    ];
    expect(names(displacementOrder(rows, 1))).toEqual([
      'public-hold',
      'family-hold',
      'public-new',
      'public-old',
      'other-U4',
      'other-U2',
      'family-U2',
    ]);
  });

  it('keeps as many family bookings as the new floor holds: the most urgent and oldest', () => {
    const family = ['U4', 'U3', 'U3', 'U2'] as const;
    const rows = [
      ...family.map((urgencyClass, n) => unit(`family-${n}`, 'family', n, { urgencyClass })),
      unit('public', 'public', 0),
    ];
    expect(names(displacementOrder(rows, 2))).toEqual(['public', 'family-0', 'family-2', 'family-1', 'family-3']);
    expect(names(displacementOrder(rows, 0))).toEqual(['public', 'family-0', 'family-2', 'family-1', 'family-3']);
    const other = unit('other-U2', 'other', 0, { urgencyClass: 'U2' });
    expect(names(displacementOrder([...rows, other], 1))).toEqual([
      'public',
      'family-0',
      'family-2',
      'family-1',
      'other-U2',
      'family-3',
    ]);
  });

  it('comes to an emergency last of all', () => {
    const rows = [
      unit('emergency', 'emergency', 9, { urgencyClass: 'U1', state: 'held' }),
      unit('family', 'family', 1, { urgencyClass: 'U2' }),
    ];
    expect(names(displacementOrder(rows, 5))).toEqual(['family', 'emergency']);
  });
});

describe('the order of rebooking (domain §7.8)', () => {
  it('is U2, U3, U4 family referrals, other referrals, public; inside each the oldest booking', () => {
    const rows = [
      unit('public', 'public', 0),
      unit('other-U2', 'other', 0, { urgencyClass: 'U2' }),
      unit('family-U4', 'family', 0, { urgencyClass: 'U4' }),
      unit('family-U3-new', 'family', 2),
      unit('family-U3-old', 'family', 1),
      unit('family-U2', 'family', 3, { urgencyClass: 'U2' }),
      unit('emergency', 'emergency', 4, { urgencyClass: 'U1', state: 'held' }),
    ];
    expect(rebookingBands(rows).map(names)).toEqual([
      ['emergency'],
      ['family-U2'],
      ['family-U3-old', 'family-U3-new'],
      ['family-U4'],
      ['other-U2'],
      ['public'],
    ]);
  });
});
