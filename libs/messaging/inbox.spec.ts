import { v7 } from 'uuid';
import { Room } from '../../test/messaging/room.js';
import { claimMessages } from './inbox.js';
import { HORIZON_DAYS, keepPartitions } from './partitions.js';

describe('inbox', () => {
  let room: Room;
  beforeAll(async () => {
    room = await Room.open();
    await room.query('CREATE TABLE effect (message_id uuid)');
  });
  afterAll(() => room.close());

  const message = () => ({ county: '990101', id: v7() });

  it('answers with the ids that are seen for the first time', async () => {
    const [a, b, c] = [message(), message(), message()];
    expect(await room.transaction((tx) => claimMessages(tx, 'take', [a, b]))).toEqual(new Set([a.id, b.id]));
    expect(await room.transaction((tx) => claimMessages(tx, 'take', [b, c, c]))).toEqual(new Set([c.id]));
  });

  it('keeps the consumers of one service apart', async () => {
    const a = message();
    await room.transaction((tx) => claimMessages(tx, 'take', [a]));
    expect(await room.transaction((tx) => claimMessages(tx, 'count', [a]))).toEqual(new Set([a.id]));
  });

  const effectsOf = async (id: string) => {
    const [row] = await room.query<{ count: number }>('SELECT count(*)::int FROM effect WHERE message_id = $1', [id]);
    return row!.count;
  };

  it('lets one of twenty deliveries at the same time apply the message', async () => {
    const a = message();
    const apply = () =>
      room.transaction(async (tx) => {
        const isNew = (await claimMessages(tx, 'take', [a])).has(a.id);
        if (isNew) await tx.query('INSERT INTO effect VALUES ($1)', [a.id]);
      });
    await Promise.all(Array.from({ length: 20 }, apply));
    expect(await effectsOf(a.id)).toBe(1);
  });

  it('control: look, then insert applies it twice', async () => {
    const a = message();
    let looks = 0;
    let bothLooked: () => void = () => undefined;
    const barrier = new Promise<void>((resolve) => {
      bothLooked = resolve;
    });
    const apply = () =>
      room.transaction(async (tx) => {
        const isNew = (await tx.query('SELECT FROM effect WHERE message_id = $1', [a.id])).length === 0;
        looks += 1;
        if (looks === 2) bothLooked();
        await barrier;
        if (isNew) await tx.query('INSERT INTO effect VALUES ($1)', [a.id]);
      });
    await Promise.all([apply(), apply()]);
    expect(await effectsOf(a.id)).toBe(2);
  });

  it('forgets a claim whose transaction was rolled back', async () => {
    const a = message();
    const failed = room.transaction(async (tx) => {
      await claimMessages(tx, 'take', [a]);
      throw new Error('the effect failed');
    });
    await expect(failed).rejects.toThrow('the effect failed');
    expect(await room.transaction((tx) => claimMessages(tx, 'take', [a]))).toEqual(new Set([a.id]));
  });

  it('has a partition for this month and the next two, and drops only what lies behind the horizon', async () => {
    const monthOf = (days: number) => {
      const at = new Date(Date.now() - days * 86_400_000);
      return { name: `inbox_${at.toISOString().slice(0, 7).replace('-', '')}`, start: at.toISOString().slice(0, 7) };
    };
    const old = monthOf(HORIZON_DAYS + 70);
    await room.query(
      `CREATE TABLE ${old.name} PARTITION OF inbox FOR VALUES
         FROM (first_uuid_of('${old.start}-01')) TO (first_uuid_of(timestamp '${old.start}-01' + interval '1 month'))`,
    );
    await Promise.all([keepPartitions(room.pool), keepPartitions(room.pool)]);
    const parts = await room.query<{ name: string }>(
      `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'inbox'::regclass`,
    );
    expect(parts).toHaveLength(4);
    expect(parts).toContainEqual({ name: monthOf(0).name });
    expect(parts).not.toContainEqual({ name: old.name });
  });

  it('puts a message of today into the partition of its month, not into the default one', async () => {
    const a = message();
    await room.transaction((tx) => claimMessages(tx, 'take', [a]));
    const [row] = await room.query<{ part: string }>(
      'SELECT tableoid::regclass::text AS part FROM inbox WHERE message_id = $1',
      [a.id],
    );
    expect(row!.part).toMatch(/^inbox_\d{6}$/);
  });
});
