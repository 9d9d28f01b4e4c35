import { DAY_MS } from '#service/calendar/local-time.js';
import { Timer } from '#service/timer/timer.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { Networks } from '../../network/networks.js';
import { TimedSteps } from '../road/timed.js';
import type { ReferralRow } from '../store/referral.row.js';
import { Deadlines } from './deadlines.js';

describe('the clockwork of referrals', () => {
  let room: StoreRoom;
  let deadlines: Deadlines;
  let now: Date;

  beforeAll(async () => {
    room = await openStoreRoom(6);
    deadlines = new Deadlines(new Timer(), new TimedSteps(room.database, new Networks(room.database)));
    now = (await room.fresh.pool.query<{ now: Date }>('SELECT referral.business_now() AS now')).rows[0]!.now;
  });

  afterAll(() => room.close());

  const past = () => new Date(now.getTime() - 60_000);
  const stored = (change: Partial<ReferralRow>) => room.stored(new Date(now.getTime() - 8 * DAY_MS), change);

  it('T23: expires what is no longer valid, and gives it to the referring doctor to acknowledge', async () => {
    const row = await stored({ validUntil: past(), unit: null });
    expect(await deadlines.expireOnce()).toBe(1);
    expect(await room.read(row)).toMatchObject({
      state: 'expired',
      dueKind: 'acknowledge-ending',
      ownerRole: 'family-doctor',
    });
    expect(await room.outbox(row)).toEqual(['referral.expired.v1']);
    expect(await deadlines.expireOnce()).toBe(0);
  });

  it('T23: leaves U1 and U2, the arrived and the valid alone', async () => {
    await stored({ validUntil: past(), urgencyClass: 'U2' });
    await stored({ validUntil: past(), urgencyClass: 'U1' });
    await stored({ validUntil: past(), state: 'arrived', arrivedAt: past() });
    await stored({ validUntil: new Date(now.getTime() + DAY_MS) });
    expect(await deadlines.expireOnce()).toBe(0);
  });

  it('T23: expires each referral once, however many replicas tick', async () => {
    const rows = await Promise.all(Array.from({ length: 30 }, () => stored({ validUntil: past() })));
    const done = await Promise.all([1, 2, 3].map(() => deadlines.expireOnce()));
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(30);
    const messages = await Promise.all(rows.map((row) => room.outbox(row)));
    expect(messages.every((names) => names.length === 1)).toBe(true);
  });

  it('T15: without a known candidate, silence is noted once and the referral stays', async () => {
    const row = await stored({ noDecisionAt: past() });
    expect(await deadlines.passOnOnce()).toBeGreaterThan(0);
    expect(await room.read(row)).toMatchObject({ state: 'submitted', hop: 0, version: 2 });
    expect(await deadlines.passOnOnce()).toBe(0);
  });
});
