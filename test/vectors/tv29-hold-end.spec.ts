import { jitterOf } from '../../apps/reservation/reserve/opening.js';
import { at, COUNTY, Room, referral } from '../reservation/room.js';

/** An institution whose releases run at the full hour: the vector knows no spreading over minutes. */
const PUNCTUAL = '990101H31';

describe('TV29: a U4 hold lasts 24 h, but not beyond stage 2 (domain §7.5)', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    await room.morning(20, {}, PUNCTUAL);
  });
  afterEach(() => room.close());

  const holdAt = async (days: number, time: string): Promise<number> => {
    await room.moveTo(at(days, time));
    const decideBy = at(days, time).toISOString();
    const candidates = [{ county: COUNTY, institution: PUNCTUAL }];
    const event = referral({}, { urgencyClass: 'U4', decideBy, candidates });
    await room.submit(event);
    const [held] = await room.sent(event.data.referralId);
    return Date.parse(held?.payload['holdUntil'] as string);
  };

  it('stage 2 of this hospital is at 12:00 sharp', () => expect(jitterOf(PUNCTUAL, 10)).toBe(0));

  it('from T−2 d 10:00 to T−1 d 10:00', async () => {
    const end = await holdAt(2, '10:00');
    // The database's clock runs on from the hour to which it was set.
    expect(end).toBeGreaterThanOrEqual(at(1, '10:00').getTime());
    expect(end).toBeLessThan(at(1, '10:01').getTime());
  });

  it('from T−2 d 15:00 to T−1 d 12:00', async () => expect(await holdAt(2, '15:00')).toBe(at(1, '12:00').getTime()));
});
