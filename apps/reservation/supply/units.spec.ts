import { SYSTEM } from '#service/database/database.js';
import { at, CARDIOLOGY, COUNTY, HOSPITAL, Room, referral } from '../../../test/reservation/room.js';
import type { Session } from './session.entity.js';
import { type FreeUnitsRow, type FreeUnitsWanted, findFreeUnits, type Seeker } from './units.store.js';

/** A review hold that lasts until stage 2. */
const lasting = { decideBy: at(1, '12:00').toISOString() };

describe('the search of free units', () => {
  let room: Room;

  beforeEach(async () => {
    room = await Room.open();
    await room.moveTo(at(14, '09:00'));
  });
  afterEach(() => room.close());

  const search = (seeker: Seeker, change: Partial<FreeUnitsWanted> = {}): Promise<FreeUnitsRow[]> =>
    room.database.transaction(SYSTEM, (tx, now) =>
      findFreeUnits(tx, now, {
        county: COUNTY,
        pool: 'expert-slot',
        group: CARDIOLOGY,
        from: now,
        to: at(-1, '00:00'),
        seeker,
        upcoming: false,
        after: [],
        limit: 20,
        ...change,
      }),
    );

  const freeFor = async (seeker: Seeker): Promise<number> => (await search(seeker))[0]?.free ?? 0;

  it('shows family doctors the protected part first, and the public from when on it may book', async () => {
    const session = await room.morning(20);
    expect(await search('family')).toMatchObject([{ sessionId: session.id, free: 4, protected: 4, open: false }]);
    expect(await search('public')).toEqual([]);
    expect(await search('other', { upcoming: true })).toMatchObject([{ free: 0, opensAt: at(7, '08:00') }]);
    await room.submit(...Array.from({ length: 4 }, () => referral({}, lasting)));
    expect(await search('family')).toEqual([]);
    expect(await search('family', { upcoming: true })).toMatchObject([{ free: 0, opensAt: at(7, '08:00') }]);
    await room.moveTo(at(7, '08:00'));
    expect(await search('family')).toMatchObject([{ free: 16, protected: 0, open: true }]);
    expect(await search('public')).toMatchObject([{ free: 16, open: true }]);
  });

  it('shows the later seats of a night session after midnight, too', async () => {
    const segments = [
      { from: 0, to: 60, seats: 2 },
      { from: 180, to: 240, seats: 2 },
    ];
    const night = await room.morning(4, { startsAt: at(0, '22:00'), endsAt: at(-1, '02:00'), segments });
    await room.moveTo(at(-1, '00:10'));
    expect(await search('public', { to: at(-2, '00:00') })).toMatchObject([{ sessionId: night.id }]);
    await room.moveTo(at(-1, '01:10'));
    expect(await search('public', { to: at(-2, '00:00') })).toEqual([]);
  });

  it('TV21: shows what a release has just opened to primary doctors only, and to the public an hour later', async () => {
    const session = await room.morning(20);
    await room.moveTo(at(6, '09:00'));
    await room.submit(referral({}, lasting));
    await Promise.all(Array.from({ length: 16 }, () => room.book(session)));
    expect(await Promise.all(['family', 'other', 'public'].map((seeker) => freeFor(seeker as Seeker)))).toEqual([
      3, 0, 0,
    ]);
    await room.moveTo(at(2, '18:10'));
    await room.clock.runOnce('release');
    expect(await freeFor('other')).toBe(1);
    expect(await freeFor('public')).toBe(0);
    const [later] = await search('public', { upcoming: true });
    expect(later).toMatchObject({ free: 0, open: true });
    await room.moveTo(later?.opensAt ?? at(0, '00:00'));
    expect(await freeFor('public')).toBe(1);
  });

  it('goes through a county of many hospitals page by page, the earliest first, each session once', async () => {
    const published: Session[] = [];
    for (let n = 0; n < 12; n += 1) {
      const institution = `990101H${10 + n}`;
      const startsAt = at(n % 3, '08:00');
      const endsAt = at(n % 3, '12:00');
      published.push(await room.morning(10, { startsAt, endsAt, doctorId: `doctor-${n % 4}` }, institution));
    }
    await room.morning(10, { group: '03.05' });
    const found: FreeUnitsRow[] = [];
    for (let page = await search('family', { limit: 5 }); page.length > 0; ) {
      found.push(...page);
      const last = page.at(-1)!;
      page = await search('family', { limit: 5, after: [last.startsAt.toISOString(), last.sessionId] });
    }
    const inOrder = published.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1));
    expect(found.map(({ sessionId }) => sessionId)).toEqual(inOrder.map(({ id }) => id));
    expect(await search('family', { institution: '990101H13' })).toHaveLength(1);
    expect(await search('family', { doctorId: 'doctor-1' })).toHaveLength(3);
    expect(await search('family', { doctorId: 'doctor-1', institution: HOSPITAL })).toEqual([]);
  });
});
