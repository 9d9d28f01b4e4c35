import type { EntityManager } from 'typeorm';
import { scopeOf } from '#service/auth/scope-of.js';
import { countOpen, countSnoozed } from '../../apps/notification/inbox/count.store.js';
import { readerOf } from '../../apps/notification/notice/reading.service.js';
import { countUnread, listNotices, type Reader } from '../../apps/notification/notice/reading.store.js';
import { DESK } from './house.js';
import { COLLEAGUE, InboxRoom, write } from './inbox-room.js';
import { referralMessage } from './messages.js';

describe('unread notices', () => {
  let room: InboxRoom;

  beforeEach(async () => {
    room = await InboxRoom.open();
  });

  afterEach(() => room.close());

  it('is what is left after reading one by one, in any order and at once, and up to a mark', async () => {
    for (let i = 0; i < 12; i += 1) await room.replica.notices.record(referralMessage('referral.submitted.v1'));
    const all = (await room.ids(DESK)).reverse();
    const unread = async () => [(await room.counts.of(DESK)).unread, (await room.ids(DESK, { unread: true })).length];
    await Promise.all([0, 2, 5, 11, 11].map((at) => room.reading.markRead(write(DESK), all[at]!)));
    expect(await unread()).toEqual([8, 8]);
    await Promise.all([
      room.counts.readUpTo(write(DESK), { upTo: all[6]! }),
      ...[3, 7, 9].map((at) => room.reading.markRead(write(DESK), all[at]!)),
    ]);
    expect(await unread()).toEqual([2, 2]);
    await room.counts.readUpTo(write(DESK), { upTo: all[4]! });
    expect(await unread()).toEqual([2, 2]);
    await Promise.all([8, 10].map((at) => room.reading.markRead(write(DESK), all[at]!)));
    expect(await unread()).toEqual([0, 0]);
    expect((await room.list(DESK)).items.every(({ readAt }) => readAt !== undefined)).toBe(true);
    expect(await room.counts.of(COLLEAGUE)).toMatchObject({ unread: 12, posts: [{ post: 'desk', unread: 12 }] });
  });

  it('costs the same with 100 000 notices, read or not, as with none', async () => {
    await room.database.pool.query(
      `INSERT INTO notification.notice (county, id, audience, seq, institution, message_id, event, template, urgency, facts, occurred_at)
         SELECT '990101', ('0198f0c0-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'desk:990101:990101H01', i, '990101H01', gen_random_uuid(), 'referral.submitted', 'submitted', 'task', '{}', now()
           FROM generate_series(1, 100000) i`,
    );
    await room.database.pool.query(
      `INSERT INTO notification.audience_counter (county, audience, last_seq) VALUES ('990101', 'desk:990101:990101H01', 100000)`,
    );
    await room.database.pool.query('ANALYZE notification.notice');
    const reader = readerOf(DESK);
    const page = {
      ...reader,
      before: reader.audiences.map(() => 200_000),
      openOnly: false,
      limit: 21,
      now: new Date(),
    };
    const shown = (unreadOnly: boolean) => (tx: EntityManager) => listNotices(tx, 'shown', { ...page, unreadOnly });
    expect(await rowsTouched(shown(false))).toEqual([21, expect.any(Number)]);
    expect((await rowsTouched((tx) => tx.query('SELECT id FROM notice WHERE seq < 5000')))[1]).toBeGreaterThan(4_000);
    const everything = [shown(false), shown(true), count(countUnread), count(countOpen), count(countSnoozed)];
    expect((await touchedBy(everything)).filter((rows) => rows > 300)).toEqual([]);
    await room.counts.readUpTo(write(DESK), { upTo: (await room.ids(DESK, { limit: 1 }))[0]! });
    expect((await touchedBy(everything)).filter((rows) => rows > 300)).toEqual([]);
    expect(await room.list(DESK, { unread: true })).toEqual({ items: [], unread: 0 });
  });

  const count =
    (counted: (tx: EntityManager, reader: Reader, now: Date) => Promise<unknown>) =>
    async (tx: EntityManager): Promise<unknown[]> => [await counted(tx, readerOf(DESK), new Date())];

  /** How many rows some reading answers, and at how many its statements look. */
  async function rowsTouched(work: (tx: EntityManager) => Promise<unknown[]>): Promise<[number, number]> {
    return room.replica.database.transaction(scopeOf(DESK), async (tx) => {
      const before = await looked(tx);
      const answered = (await work(tx)).length;
      return [answered, (await looked(tx)) - before];
    });
  }

  async function touchedBy(works: readonly ((tx: EntityManager) => Promise<unknown[]>)[]): Promise<number[]> {
    const all: number[] = [];
    for (const work of works) all.push((await rowsTouched(work))[1]);
    return all;
  }

  /** Rows that this connection has looked at. */
  async function looked(tx: EntityManager): Promise<number> {
    const [row] = await tx.query<{ rows: number }[]>(
      `SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS rows FROM pg_stat_xact_user_tables
        WHERE relname LIKE 'notice%'`,
    );
    return row?.rows ?? 0;
  }
});
