import { at, draftOf, Room, referral } from '../../../test/reservation/room.js';
import type { Session } from './session.entity.js';

/** A copy of the only session, which no account counts. */
const copyOfSession = (reserve: string): string => `
  INSERT INTO session (county, id, institution, external_id, pool, group_code, date, in_base, starts_at, ends_at, place,
    capacity, reserve, published_at, opens_family_at, opens_public_at, release2_at, closes_at, allotment, elsewhere)
  SELECT county, gen_random_uuid(), institution, gen_random_uuid()::text, pool, group_code, date, true, starts_at, ends_at, place,
    capacity, ${reserve}, published_at, opens_family_at, opens_public_at, release2_at, closes_at, allotment, elsewhere
  FROM session`;

describe('a hospital that gives only its reserve (docs/decisions/0007)', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(13, '09:00'));
  });
  afterEach(async () => {
    expect(await room.breaches()).toEqual([]);
    await room.close();
  });

  const allotted = (capacity: number, declaredTotal: number) => draftOf(capacity, { declaredTotal });
  const account = async () => (await room.rows('SELECT capacity, elsewhere, reserve FROM account'))[0];
  const one = async (capacity: number, declaredTotal: number): Promise<Session> =>
    (await room.publish([allotted(capacity, declaredTotal)]))[0]!.session;

  it.each([
    [5, 25],
    [6, 26],
    [10, 10],
    [1, 1],
  ])('%i of %i reach 20 %%, and all of them are protected', async (capacity, total) => {
    expect(await one(capacity, total)).toMatchObject({ capacity, reserve: capacity, protected: capacity });
    expect(await account()).toEqual({ capacity, elsewhere: total - capacity, reserve: capacity });
  });

  it.each([
    [5, 26],
    [1, 6],
  ])('%i of %i are too few, and nothing is published', async (capacity, total) => {
    await expect(one(capacity, total)).rejects.toMatchObject({ status: 422, code: 'ALLOTMENT_BELOW_FLOOR' });
    expect(await room.rows('SELECT id FROM session')).toEqual([]);
  });

  it('two sessions of a day reach the floor together, a third must bring its own', async () => {
    await room.publish([allotted(2, 20), allotted(6, 20)]);
    expect(await account()).toEqual({ capacity: 8, elsewhere: 32, reserve: 8 });
    await expect(one(1, 10)).rejects.toMatchObject({ code: 'ALLOTMENT_BELOW_FLOOR' });
    await one(2, 10);
  });

  it('goes to family doctors alone; what is left comes back to the hospital and to nobody else', async () => {
    const session = await one(4, 20);
    const [early, late] = [referral(), referral({}, { urgencyClass: 'U2' })];
    await room.submit(early);
    expect((await room.sent(early.data.referralId)).at(-1)?.name).toBe('reservation.held.v1');
    await room.moveTo(at(1, '13:00'));
    await room.clock.runOnce('release');
    await room.clock.runOnce('release');
    const after = await room.session(session.id);
    expect(after).toMatchObject({ released: 4, protected: 0, familyTaken: 0, publicTaken: 0 });
    expect((await room.sent()).filter(({ name }) => name.startsWith('reserve.')).map(({ name }) => name)).toEqual([
      'reserve.returned.v1',
      'reserve.returned.v1',
    ]);
    await room.submit(late);
    expect((await room.sent(late.data.referralId)).at(-1)?.name).toBe('reservation.unavailable.v1');
    expect(await room.book(session)).toMatchObject({ status: 409, more: { reason: 'not-open' } });
  });

  it.each([
    [
      'below the ratio of the declared total',
      'UPDATE account SET elsewhere = elsewhere + 6',
      /reserve_reaches_the_ratio/,
    ],
    ['that opens to the public', 'UPDATE session SET opens_public_at = published_at', /an_allotment_is_all_reserve/],
    ['with a unit that is not protected', 'UPDATE session SET reserve = reserve - 1', /an_allotment_is_all_reserve/],
    [
      'of which more lies elsewhere than its account says',
      'UPDATE session SET elsewhere = elsewhere + 1',
      /account and sessions differ/,
    ],
    ['beside one that its account does not count', copyOfSession('reserve'), /account and sessions differ/],
  ])('the database refuses an allotment %s', async (_, text, refusal) => {
    await one(4, 20);
    await expect(room.rows(text)).rejects.toThrow(refusal);
  });

  it('the database refuses a publication below the floor, whatever the code says', async () => {
    await room.morning(20);
    const below = `WITH counted AS (UPDATE account SET capacity = capacity * 2) ${copyOfSession('0')}`;
    await expect(room.rows(below)).rejects.toThrow(/reserve_reaches_the_ratio/);
  });
});
