import { v7 } from 'uuid';
import type { SupplyLevel } from '#contracts/reservation.events.js';
import { DAY_MS } from '#service/calendar/local-time.js';
import { SYSTEM } from '#service/database/database.js';
import { type CareRoom, COUNTY, openCareRoom } from '../../../test/referral/room.js';
import { lookAt } from './level.store.js';
import { Levels } from './levels.js';
import type { LevelsWanted } from './outlook.js';

describe('the live view of what is left', () => {
  let room: CareRoom;
  let levels: Levels;
  let now: Date;

  beforeEach(async () => {
    room = await openCareRoom();
    levels = new Levels(room.database);
    now = await room.database.transaction(SYSTEM, async (_, at) => at);
  });
  afterEach(() => room.close());

  const day = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const level = (change: Partial<SupplyLevel> = {}): SupplyLevel => ({
    sessionId: v7(),
    institution: 'H01',
    pool: 'expert-slot',
    group: '03.04',
    startsAt: day(2).toISOString(),
    lastStartAt: day(2).toISOString(),
    units: 20,
    protected: 4,
    open: 6,
    opensFamilyAt: day(-1).toISOString(),
    opensPublicAt: day(-1).toISOString(),
    routineUntil: day(1).toISOString(),
    closesAt: day(2).toISOString(),
    ...change,
  });
  const tell = (version: number, ...told: SupplyLevel[]) =>
    levels.take({ id: v7(), county: COUNTY, version, at: now, levels: told });
  const look = async (
    { family = true, ...change }: Partial<LevelsWanted> & { family?: boolean } = {},
    institution = 'H01',
  ) => {
    const wanted = {
      pool: 'expert-slot',
      group: '03.04',
      earliest: now,
      latest: day(14),
      family: true,
      routine: false,
    } as const;
    const at = [{ county: COUNTY, institution, reserve: family }];
    const [found] = await room.database.transaction(SYSTEM, (tx) => lookAt(tx, now, { ...wanted, ...change }, at));
    return found;
  };

  it('an institution that was never told of has nothing known', async () => {
    expect(await look()).toMatchObject({ toldAt: null, earliest: null, units: 0 });
  });

  it('family doctors find protected and open units, others the open ones', async () => {
    await tell(
      1,
      level({ open: 0 }),
      level({ startsAt: day(5).toISOString(), lastStartAt: day(5).toISOString(), closesAt: day(5).toISOString() }),
    );
    expect(await look()).toMatchObject({ toldAt: now, earliest: day(2), protected: 8, open: 6, units: 40 });
    expect(await look({ family: false })).toMatchObject({ earliest: day(5) });
  });

  it('before an opening nothing is to be had by those for whom it is not open', async () => {
    await tell(1, level({ opensPublicAt: day(1).toISOString() }));
    expect(await look()).toMatchObject({ earliest: day(2), protected: 4, open: 6 });
    expect(await look({ family: false })).toMatchObject({ earliest: null });
  });

  it('from stage 2 on a routine referral finds the open part only (domain §7.3)', async () => {
    await tell(1, level({ routineUntil: day(-1).toISOString(), open: 0 }));
    expect(await look()).toMatchObject({ earliest: day(2) });
    expect(await look({ routine: true })).toMatchObject({ earliest: null });
  });

  it('a level that comes late changes nothing, nor does one that comes twice', async () => {
    const first = level();
    await tell(3, { ...first, protected: 0, open: 0 });
    await tell(2, first);
    expect(await look()).toMatchObject({ earliest: null, protected: 0, open: 0 });
    const again = { id: v7(), county: COUNTY, version: 4, at: now, levels: [{ ...first, open: 1 }] };
    await levels.take(again);
    await levels.take({ ...again, version: 9, levels: [{ ...first, open: 5 }] });
    expect(await look()).toMatchObject({ open: 1 });
  });

  it('news without levels only say how far the picture goes', async () => {
    await tell(1, level());
    await levels.take({ id: v7(), county: COUNTY, version: 2, at: day(1), levels: [] });
    expect(await look()).toMatchObject({ toldAt: day(1), protected: 4 });
  });

  it('a bed counts until its day ends, a segment that began does not hide the later ones', async () => {
    const running = {
      startsAt: new Date(now.getTime() - 3_600_000).toISOString(),
      lastStartAt: day(0.5).toISOString(),
      closesAt: day(0.5).toISOString(),
    };
    await tell(1, level({ ...running, pool: 'inpatient-bed' }), level(running));
    expect(await look({ pool: 'inpatient-bed' })).toMatchObject({ earliest: now });
    expect(await look()).toMatchObject({ earliest: now });
  });

  it('only the named doctor counts where one is named', async () => {
    await tell(1, level({ doctorId: 'D1' }));
    expect(await look({ doctorId: 'D1' })).toMatchObject({ protected: 4 });
    expect(await look({ doctorId: 'D2' })).toMatchObject({ protected: 0, earliest: null });
  });

  it('what is over is forgotten', async () => {
    await tell(1, level({ closesAt: day(-1).toISOString(), startsAt: day(-1).toISOString() }), level());
    const { rows } = await room.database.transaction(SYSTEM, async (tx) => ({
      rows: (await tx.query('SELECT FROM supply_level')) as unknown[],
    }));
    expect(rows).toHaveLength(1);
  });
});
