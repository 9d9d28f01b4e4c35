import { SYSTEM } from '#service/database/database.js';
import { at, COUNTY, HOSPITAL, Room, referral } from '../../../test/reservation/room.js';
import { findReleases, type ReleaseRow } from './releases.store.js';

describe('the list of what is released soon', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(14, '09:00'));
  });
  afterEach(() => room.close());

  const soon = (until: Date, institution?: string): Promise<ReleaseRow[]> =>
    room.database.transaction(SYSTEM, (tx, now) =>
      findReleases(tx, now, { county: COUNTY, institution, until, after: [], limit: 20 }),
    );

  it('names a session from the day before its release until its reserve is taken or released', async () => {
    const session = await room.morning(20);
    expect(await soon(at(2, '18:00'))).toEqual([]);
    const listed = [{ sessionId: session.id, protected: 4, releaseAt: at(2, '18:10') }];
    expect(await soon(at(2, '18:10'))).toMatchObject(listed);
    expect(await soon(at(2, '18:10'), HOSPITAL)).toMatchObject(listed);
    expect(await soon(at(2, '18:10'), '990101H09')).toEqual([]);
    await room.submit(...Array.from({ length: 3 }, () => referral({}, { decideBy: at(1, '12:00').toISOString() })));
    expect(await soon(at(2, '18:10'))).toMatchObject([{ protected: 1 }]);
  });
});
