import { v7 } from 'uuid';
import { SYSTEM } from '#service/database/database.js';
import { at, COUNTY, Room, referral } from '../../../test/reservation/room.js';
import { movePatient } from './merge.store.js';

/** Two sessions at the same hour, so that one person cannot be at both. */
describe('a patient with a temporary number who was recognised', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const [temporaryId, patientId] = [v7(), v7()];
  const merge = (referrals: string[]) =>
    room.database.transaction(SYSTEM, (tx) =>
      movePatient(tx, { patientCounty: COUNTY, temporaryId, patientId, referrals }),
    );
  const unitsOf = (id: string) =>
    room.rows<{ state: string; busy: string | null }>('SELECT state, busy FROM reservation WHERE patient_id = $1', [
      id,
    ]);

  it('has his unit and his place in the list under his own name, once and for all', async () => {
    await room.morning(1);
    await room.moveTo(at(5, '10:00'));
    const held = referral({ patientId: temporaryId });
    const waiting = referral({ patientId: temporaryId });
    await room.submit(held);
    await room.submit(waiting);
    const referrals = [held.data.referralId, waiting.data.referralId];
    expect(await merge(referrals)).toBe(2);
    expect(await unitsOf(patientId)).toMatchObject([{ state: 'held', busy: expect.any(String) }]);
    const list = await room.rows('SELECT patient_id FROM wait_entry WHERE referral_id = $1', [referrals[1]]);
    expect(list).toEqual([{ patient_id: patientId }]);
    expect(await merge(referrals)).toBe(0);
  });

  it('is not given a second unit at the same time: V08 knows him again', async () => {
    await room.morning(2);
    await room.morning(2, { group: '03.03' });
    await room.moveTo(at(5, '10:00'));
    const first = referral({ patientId: temporaryId });
    await room.submit(first);
    await merge([first.data.referralId]);
    await room.submit(referral({ patientId }, { group: '03.03' }));
    const starts = await room.rows<{ starts_at: Date }>(
      `SELECT starts_at FROM reservation WHERE patient_id = $1 AND state = 'held'`,
      [patientId],
    );
    expect(new Set(starts.map(({ starts_at }) => starts_at.getTime())).size).toBe(starts.length);
  });

  it('keeps both units where they overlap: nobody loses a place because he was recognised', async () => {
    await room.morning(1);
    await room.morning(1, { group: '03.03' });
    await room.moveTo(at(5, '10:00'));
    const first = referral({ patientId: temporaryId });
    await room.submit(first, referral({ patientId }, { group: '03.03' }));
    expect(await merge([first.data.referralId])).toBe(1);
    const units = await unitsOf(patientId);
    expect(units.map(({ state }) => state)).toEqual(['held', 'held']);
    expect(units.filter(({ busy }) => busy === null)).toHaveLength(1);
  });
});
