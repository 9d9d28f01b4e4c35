import { Writes } from '#service/write/writes.js';
import { SupplyPolicies } from '../../apps/reservation/policy/policies.js';
import { reserveOf } from '../../apps/reservation/reserve/floor.js';
import { confirm } from '../../apps/reservation/unit/asked.js';
import { BED_BASES, type BedCount, figuresOf } from '../../apps/reservation/ward/basis.js';
import { WardDays } from '../../apps/reservation/ward/ward-days.service.js';
import { writeOf } from '../reservation/desk.js';
import { at, CARDIOLOGY, DAY, later, Room, referral } from '../reservation/room.js';
import { runClock } from '../reservation/ticking.js';

const count = (
  bedClass: string,
  vacant: number,
  expectedDischarges = 0,
  staffed = 40,
  expectedAdmissions = 6,
): BedCount => ({
  bedClass,
  staffed,
  vacant,
  expectedDischarges,
  expectedAdmissions,
});

describe('TV27–TV28: the base of beds (domain §7.1, §7.9)', () => {
  it('TV27: 6 vacant beds, one VIP and one isolation among them, and 5 expected discharges: 9 with 2 reserved', async () => {
    const room = await Room.open();
    await room.moveTo(at(10, '09:00'));
    const wards = new WardDays(room.database, new Writes(room.database), new SupplyPolicies());
    const counts = [count('general', 4, 5), count('vip', 1), count('isolation', 1)];
    const forecast = { group: CARDIOLOGY, date: DAY, kind: 'forecast' as const, place: 'Ward 5', counts };
    await wards.report(writeOf(), { wardDays: [forecast] });
    const ward = () =>
      room.rows('SELECT capacity, reserve, released, family_taken AS family FROM session WHERE group_code = $1', [
        CARDIOLOGY,
      ]);
    expect(await ward()).toEqual([{ capacity: 9, reserve: 2, released: 0, family: 0 }]);

    const event = referral({}, { pool: 'inpatient-bed', urgencyClass: 'U4' });
    await room.submit(event);
    const [unit] = await room.rows<{ id: string }>('SELECT id FROM reservation');
    await room.moves.apply(later(event, { reservationId: unit?.id ?? '' }), confirm);
    await room.moveTo(at(0, '15:59'));
    await runClock(room.clock);
    expect(await ward()).toMatchObject([{ released: 0, family: 1 }]);
    await room.moveTo(at(0, '16:00'));
    await runClock(room.clock);
    expect(await ward()).toMatchObject([{ reserve: 2, released: 1, family: 1 }]);
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  it('TV28: 474 allocatable, 1 600 staffed, 144 admissions reserve 95, 320, 29', () => {
    const figures = figuresOf([count('general', 300, 100, 1200, 100), count('day-surgery', 54, 20, 400, 44)]);
    expect(figures).toEqual({ allocatable: 474, 'total-staffed': 1600, 'expected-admissions': 144 });
    expect(BED_BASES.map((basis) => reserveOf(figures[basis], 2000))).toEqual([95, 320, 29]);
  });
});
