import { v7 } from 'uuid';
import { at, Room, referral } from '../../../test/reservation/room.js';
import type { Session } from '../supply/session.entity.js';

/** The conditions of the code are left out here: what must never happen, the database itself refuses. */
describe('the database is the last guard', () => {
  let room: Room;
  let session: Session;

  beforeAll(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
    session = await room.morning(10);
    await room.submit(referral());
  });
  afterAll(() => room.close());

  const change = (set: string) => room.rows(`UPDATE session SET ${set} WHERE id = $1`, [session.id]);

  it.each([
    ['sells a protected unit', 'public_taken = public_taken + 9', /nothing_is_sold_twice/],
    ['sells more than there is', 'family_taken = family_taken + 10', /nothing_is_sold_twice/],
    ['gives back more than was taken', 'public_taken = public_taken - 1', /public_taken/],
    ['releases more than is reserved', 'released = reserve + 1', /released_within_the_reserve/],
    ['promises units that do not exist', 'shortfall = 5', /protected_units_exist/],
    ['reserves less than the account', 'reserve = 0', /account and sessions differ/],
  ])('nobody %s', async (_, set, refusal) => {
    await expect(change(set)).rejects.toThrow(refusal);
  });

  it.each([
    ['below the ratio', 'UPDATE account SET reserve = 1', /reserve_reaches_the_ratio/],
    ['below the floor', 'UPDATE account SET ratio_bps = 1999', /ratio_reaches_the_floor/],
  ])('no account goes %s', async (_, text, refusal) => {
    await expect(room.rows(text)).rejects.toThrow(refusal);
  });

  const copy = (columns: string, values: string) =>
    room.rows(
      `INSERT INTO reservation (county, id, session_id, seat, institution, pool, group_code, starts_at, busy, state, occupies, taker,
         from_reserve, extra, channel, patient_id, referral_county, referral_id, hop, created_at, hold_until ${columns})
       SELECT county, $1, session_id, ${values} FROM reservation LIMIT 1`,
      [v7()],
    );
  const rest = `false, false, 'web', patient_id, NULL, NULL, NULL, created_at, hold_until`;

  it('no seat has two persons', async () => {
    const values = `seat, institution, pool, group_code, starts_at, NULL, 'held', true, 'public', ${rest}`;
    await expect(copy('', values)).rejects.toThrow(/one_person_per_seat/);
  });

  it('no patient is at two places at once', async () => {
    const values = `seat + 1, institution, pool, group_code, starts_at, busy, 'held', true, 'public', ${rest}`;
    await expect(copy('', values)).rejects.toThrow(/no_overlap_of_a_patient/);
  });

  it('no referral has two units of one kind', async () => {
    const values = `seat + 1, institution, pool, group_code, starts_at, NULL, 'held', true, 'family', false, false, 'fd-referral', patient_id,
      referral_county, referral_id, hop, created_at, hold_until`;
    await expect(copy('', values)).rejects.toThrow(/one_unit_per_referral/);
  });

  it('no ledger entry is changed or removed', async () => {
    await expect(room.rows('UPDATE ledger SET reserve = 0')).rejects.toThrow(/permission denied|never changed/);
    await expect(room.rows('DELETE FROM ledger')).rejects.toThrow(/permission denied|never changed/);
  });
});
