import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { afterCommit } from '#messaging/commit.js';
import { inline } from '#messaging/inline.js';
import { sendWithCommit } from '#messaging/with-commit.js';
import { openRoom, type Room, rowsOf } from '../../../test/service/room.js';
import { SYSTEM } from './database.js';

@Entity({ name: 'note' })
class Note {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'int' }) id: number;
  @Column({ type: 'text' }) institution: string;
  @Column({ type: 'text' }) words: string;
}

const HOSPITAL = { county: '990101', institution: '990101H01' };
const CLINIC = { county: '990101', institution: '990101V001' };
const AUTHORITY = { county: '990101', institution: '*' };

const noteOf = (id: number, institution: string, county = '990101'): Note =>
  Object.assign(new Note(), { county, id, institution, words: 'x' });

describe('Database', () => {
  let room: Room;

  beforeAll(async () => {
    room = await openRoom([Note], 1);
  });

  afterAll(() => room.close());

  const ids = (scope = SYSTEM) =>
    room.database.transaction(scope, async (tx) => (await tx.find(Note, { order: { id: 'ASC' } })).map(({ id }) => id));
  const clear = () => room.fresh.pool.query('DELETE FROM referral.note');

  beforeEach(clear);

  it('shows a scope its own rows only, on one and the same connection', async () => {
    await room.database.transaction(SYSTEM, (tx) =>
      tx.save([noteOf(1, HOSPITAL.institution), noteOf(2, CLINIC.institution), noteOf(3, '990102H01', '990102')]),
    );
    await expect(ids(HOSPITAL)).resolves.toEqual([1]);
    await expect(ids(CLINIC)).resolves.toEqual([2]);
    await expect(ids(AUTHORITY)).resolves.toEqual([1, 2]);
    await expect(ids()).resolves.toEqual([1, 2, 3]);
  });

  it('leaves no scope behind for what comes next on the connection', async () => {
    await room.database.transaction(SYSTEM, (tx) => tx.save(noteOf(1, HOSPITAL.institution)));
    const { rows } = await room.database.pool.query('SELECT * FROM note');
    expect(rows).toEqual([]);
  });

  it('refuses to write rows of another scope', async () => {
    const write = room.database.transaction(CLINIC, (tx) => tx.save(noteOf(1, HOSPITAL.institution)));
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('works as the role of the service, not as the owner', async () => {
    const [row] = await room.database.transaction(SYSTEM, (tx) =>
      rowsOf<{ who: string }>(tx, 'SELECT current_user AS who'),
    );
    expect(row?.who).toBe('fenji_referral');
  });

  it('lets the writes of TypeORM join, and takes them back with the rest', async () => {
    const failed = room.database.transaction(SYSTEM, async (tx) => {
      await tx.save(noteOf(1, HOSPITAL.institution));
      await tx.insert(Note, noteOf(2, HOSPITAL.institution));
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    await expect(ids()).resolves.toEqual([]);
  });

  it('makes a nested transaction a savepoint', async () => {
    await room.database.transaction(SYSTEM, async (tx) => {
      await tx.save(noteOf(1, HOSPITAL.institution));
      const inner = tx.transaction(async (nested) => {
        await nested.save(noteOf(2, HOSPITAL.institution));
        throw new Error('inner');
      });
      await expect(inner).rejects.toThrow('inner');
    });
    await expect(ids()).resolves.toEqual([1]);
  });

  it('throws when work swallowed the failure of a statement, as nothing was committed', async () => {
    const work = room.database.transaction(SYSTEM, async (tx) => {
      await tx.save(noteOf(1, HOSPITAL.institution));
      await tx.query('SELECT 1/0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/rolled back/);
    await expect(ids()).resolves.toEqual([]);
  });

  const ADD_NOTE = {
    name: 'add-note',
    text: `INSERT INTO note VALUES ('990101', $1::int, '990101H01', $2::text) RETURNING id`,
  };

  it('sends a first statement with BEGIN and the last ones with COMMIT', async () => {
    const rows = await room.database.transactionWith(SYSTEM, inline(ADD_NOTE, [1, "it's"]), async (tx, _now, first) => {
      await sendWithCommit(tx, ADD_NOTE, [2, 'short']);
      await sendWithCommit(tx, ADD_NOTE, [3, 'long '.repeat(10_000)]);
      const before = (await tx.find(Note, { order: { id: 'ASC' } })).map(({ id }) => id);
      return { first, before };
    });
    expect(rows).toEqual({ first: [{ id: 1 }], before: [1, 3] });
    await expect(ids()).resolves.toEqual([1, 2, 3]);
  });

  it('keeps the plans of a batch, and those of nothing else on its connection', async () => {
    const plans = (tx: EntityManager) =>
      tx.query<{ mode: string }[]>(`SELECT current_setting('plan_cache_mode') AS mode`);
    await expect(room.database.batch(SYSTEM, plans)).resolves.toEqual([{ mode: 'force_generic_plan' }]);
    await expect(room.database.transaction(SYSTEM, plans)).resolves.toEqual([{ mode: 'auto' }]);
  });

  it('commits nothing when a statement fails that travels with BEGIN or COMMIT', async () => {
    const woken = jest.fn();
    const twice = room.database.transaction(SYSTEM, async (tx) => {
      await tx.save(noteOf(1, HOSPITAL.institution));
      await sendWithCommit(tx, ADD_NOTE, [1, 'again']);
      afterCommit(tx, woken);
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    const wrong = room.database.transactionWith(SYSTEM, 'SELECT 1/0', () => Promise.resolve());
    await expect(wrong).rejects.toMatchObject({ code: '22012' });
    expect(woken).not.toHaveBeenCalled();
    await expect(ids()).resolves.toEqual([]);
  });

  it('wakes the relay after COMMIT, and never after a rollback', async () => {
    const woken: string[] = [];
    await room.database.transaction(SYSTEM, async (tx) => afterCommit(tx, () => woken.push('committed')));
    const failed = room.database.transaction(SYSTEM, (tx) => {
      afterCommit(tx, () => woken.push('rolled back'));
      return Promise.reject(new Error('on purpose'));
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect(woken).toEqual(['committed']);
  });

  it('runs the work again after a lost connection', async () => {
    let runs = 0;
    await room.database.transaction(SYSTEM, async (tx) => {
      runs += 1;
      const [row] = await rowsOf<{ pid: number }>(tx, 'SELECT pg_backend_pid() AS pid');
      if (runs === 1) await room.fresh.pool.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await tx.save(noteOf(runs, HOSPITAL.institution));
    });
    expect(runs).toBe(2);
    await expect(ids()).resolves.toEqual([2]);
  });

  it('gives up after three repetitions', async () => {
    let runs = 0;
    const work = room.database.transaction(SYSTEM, () => {
      runs += 1;
      return Promise.reject(Object.assign(new Error('conflict'), { code: '40001' }));
    });
    await expect(work).rejects.toThrow('conflict');
    expect(runs).toBe(4);
  });

  it('reads one business time for the whole transaction', async () => {
    const before = Date.now();
    const [now, later] = await room.database.transaction(SYSTEM, async (tx, start) => {
      const [row] = await rowsOf<{ now: Date }>(tx, 'SELECT business_now() AS now');
      return [start, row?.now];
    });
    expect(later).toEqual(now);
    expect(Math.abs(now.getTime() - before)).toBeLessThan(60_000);
  });

  it.each([
    { county: "990101'; DROP TABLE note; --", institution: '*' },
    { county: '990101', institution: "x' OR true" },
    { county: '', institution: '*' },
  ])('refuses a scope that is none: %j', async (scope) => {
    await expect(room.database.transaction(scope, () => Promise.resolve())).rejects.toThrow('Scope holds a wrong code');
  });
});
