import { v7 } from 'uuid';
import type { Role } from '#contracts/codes.js';
import { at, COUNTY, DAY, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import { confirm } from '../unit/asked.js';
import { Reports } from './report.service.js';

describe('the reserve report', () => {
  let room: Room;
  let reports: Reports;

  beforeAll(async () => {
    room = await Room.open();
    reports = new Reports(room.database, new SupplyPolicies());
    await room.moveTo(at(14, '08:00'));
    // C 20, R 4 (TV14), two weeks ahead; a late roster of 10, R 2; a third session of another house.
    const morning = await room.morning(20);
    await room.morning(8, { group: '05' }, '990101H02');
    await booked(referral());
    await room.moveTo(at(6, '09:00'));
    for (let n = 0; n < 3; n += 1) expect((await room.book(morning)).status).toBe(201);
    await booked(referral({}, { entitlement: 'open' }));
    await booked(referral({ urgencyClass: 'U1' }, { urgencyClass: 'U1', entitlement: 'emergency' }));
    await room.moveTo(at(2, '12:00'));
    await room.morning(10, { startsAt: at(0, '14:00'), endsAt: at(0, '17:00') });
    await room.moveTo(at(2, '18:15'));
    while ((await room.clock.runOnce('release')) > 0);
  });
  afterAll(() => room.close());

  /** A referral that gets a unit and confirms it at once. */
  async function booked(event: ReturnType<typeof referral>): Promise<void> {
    await room.submit(event);
    const [held] = await room.sent(event.data.referralId);
    const unit = held?.payload['unit'] as { reservationId: string } | undefined;
    const reservationId = unit?.reservationId ?? '';
    await room.moves.apply(later(event, { transition: 'T10', reservationId }), confirm);
  }

  const authority = (institution = '990101A01', roles: Role[] = ['county-health-authority']) => ({
    account: 'authority',
    practitioner: v7(),
    institution,
    county: COUNTY,
    roles,
    departments: [],
    expiresAt: new Date(0),
  });
  const read = (query: object = {}) => reports.read(authority(), { limit: 20, from: DAY, to: DAY, ...query });

  it('adds up for one hospital, department and day', async () => {
    const { items } = await read({ institution: HOSPITAL });
    expect(items).toEqual([
      {
        date: DAY,
        institution: HOSPITAL,
        pool: 'expert-slot',
        group: '03.04',
        // 20 and, late, 10.
        published: 30,
        elsewhere: 0,
        reserve: 6,
        reserveBps: 2000,
        requiredBps: 2000,
        belowFloor: false,
        familyTaken: 1,
        familyFromReserve: 1,
        // Stage 1: half of the three unused ones, half of the late two.
        released: 2,
        releasedAtStage1: 2,
        releasedAtStage2: 0,
        releasedFromHoldback: 0,
        releasedForEmergencies: 0,
        protected: 3,
        otherTaken: 1,
        publicTaken: 3,
        emergencyTaken: 1,
        // 30 − 1 − 1 − 3 − 1.
        free: 24,
        shortfall: 0,
        sessions: 2,
        stoppedSessions: 0,
        stoppedUnits: 0,
        // All four of the first session were protected for twelve days; the late two could not be for 72 hours.
        usableUnits: 4,
        usableOf: 30,
        usableBps: 1333,
      },
    ]);
  });

  it('sums up by what is asked for, in pages whose totals stay the same', async () => {
    const first = await read({ by: ['institution'], limit: 1 });
    expect(first.items).toMatchObject([{ institution: HOSPITAL, published: 30, reserve: 6 }]);
    expect(first.items[0]).not.toHaveProperty('group');
    const second = await read({ by: ['institution'], limit: 1, cursor: first.next });
    expect(second.items).toMatchObject([{ institution: '990101H02', published: 8, reserve: 2, usableUnits: 2 }]);
    expect(second.next).toBeUndefined();
    expect(second.totals).toEqual(first.totals);
    expect(first.totals).toMatchObject({ published: 38, reserve: 8, usableUnits: 6, usableOf: 38, usableBps: 1578 });
  });

  it('counts a stopped session against the hospital', async () => {
    await room.behindTheBack(
      `UPDATE session SET stopped_at = now(), capacity = family_taken + open_taken, reserve = 0, released = 0 WHERE institution = '990101H02'`,
    );
    const { items } = await read({ institution: '990101H02' });
    expect(items).toMatchObject([{ stoppedSessions: 1, stoppedUnits: 8, usableUnits: 0, usableOf: 8, usableBps: 0 }]);
  });

  it('says nothing of the usable share before it can be known', async () => {
    const day = '2027-04-12';
    await room.morning(10, { startsAt: at(-31, '08:00'), endsAt: at(-31, '12:00') });
    const { items, totals } = await read({ from: day, to: day });
    expect(items).toMatchObject([{ published: 10, reserve: 2, usableOf: 0 }]);
    expect(items[0]).not.toHaveProperty('usableBps');
    expect(totals).not.toHaveProperty('usableBps');
  });

  it('shows a hospital itself, and no range longer than a quarter', async () => {
    const desk = authority(HOSPITAL, ['referral-desk']);
    const { items } = await reports.read(desk, { limit: 20, from: DAY, to: DAY, institution: '990101H02' });
    expect(items.map(({ institution }) => institution)).toEqual([HOSPITAL]);
    await expect(async () => read({ from: '2027-01-01', to: '2027-12-31' })).rejects.toMatchObject({ status: 422 });
    expect((await read({ from: '2030-01-01', to: '2030-01-02' })).totals).toMatchObject({ published: 0, reserve: 0 });
  });
});
