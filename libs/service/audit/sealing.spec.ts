import { randomUUID } from 'node:crypto';
import { openRoom, type Room } from '../../../test/service/room.js';
import type { Principal } from '../auth/principal.js';
import { scopeOf } from '../auth/scope-of.js';
import { logger } from '../logging/logger.js';
import { Timer } from '../timer/timer.js';
import { recordAccess } from './access-log.js';
import { Sealing } from './sealing.js';

const readerOf = (institution: string): Principal => ({
  account: 'hospital-doctor',
  practitioner: randomUUID(),
  institution,
  county: '990101',
  roles: ['hospital-doctor'],
  departments: [],
  expiresAt: new Date('2030-01-01'),
});

describe('Sealing', () => {
  let room: Room;
  let sealing: Sealing;

  beforeAll(async () => {
    logger.level = 'silent';
    room = await openRoom();
    sealing = new Sealing(room.database, new Timer());
  });

  beforeEach(() =>
    room.fresh.pool.query(`TRUNCATE referral.access_log, referral.access_seal;
      ALTER TABLE referral.access_log ENABLE TRIGGER append_only; ALTER TABLE referral.access_seal ENABLE TRIGGER append_only`),
  );

  afterAll(() => room.close());

  const read = (institution: string) => {
    const reader = readerOf(institution);
    return room.database.transaction(scopeOf(reader), (tx, at) =>
      recordAccess(tx, reader, { subject: 'referral', subjectId: randomUUID(), purpose: 'treatment', at }),
    );
  };
  const count = async (text: string) => (await room.fresh.pool.query<{ count: number }>(text)).rows[0]?.count ?? 0;
  const unsealed = async () =>
    (await count('SELECT count(*)::int FROM referral.access_log')) -
    (await count('SELECT coalesce(sum(rows), 0)::int AS count FROM referral.access_seal'));
  /** Rows of the running millisecond are left for the next call. */
  const sealAll = async () => {
    while ((await unsealed()) > 0) await sealing.seal(0);
  };

  /** What only the owner of the tables can do, after switching off the trigger. */
  const tamper = (text: string) =>
    room.fresh.pool.query(`ALTER TABLE referral.access_log DISABLE TRIGGER append_only; ${text}`);

  it('adds a link per institution, and none where nothing was read', async () => {
    await read('990101H01');
    await read('990101H02');
    await sealAll();
    const { rows } = await room.fresh.pool.query(
      'SELECT institution, seq, rows FROM referral.access_seal ORDER BY institution',
    );
    expect(rows).toEqual([
      { institution: '990101H01', seq: 1, rows: 1 },
      { institution: '990101H02', seq: 1, rows: 1 },
    ]);
    await expect(sealing.seal(0)).resolves.toEqual([]);
    await expect(sealing.verify()).resolves.toEqual([]);
  });

  it('lets what is still fresh wait', async () => {
    await read('990101H01');
    await expect(sealing.seal()).resolves.toEqual([]);
  });

  it('adds each row once when two sealers race', async () => {
    for (let i = 0; i < 10; i += 1) await read('990101H01');
    await Promise.all([sealing.seal(0), sealing.seal(0)]);
    await sealAll();
    await expect(unsealed()).resolves.toBe(0);
    await expect(sealing.verify()).resolves.toEqual([]);
  });

  it.each([
    ['altered', `UPDATE referral.access_log SET purpose = 'audit' WHERE institution = '990101H01'`],
    ['removed', `DELETE FROM referral.access_log WHERE institution = '990101H01'`],
    [
      'slipped in',
      `INSERT INTO referral.access_log SELECT county, (left(id::text, 35) || translate(right(id::text, 1), '0123456789abcdef', '123456789abcdef0'))::uuid, at, account, practitioner,
              institution, roles, subject, subject_id, purpose, 'x' FROM referral.access_log WHERE institution = '990101H01'`,
    ],
  ])('names the link whose rows were %s', async (_, text) => {
    await read('990101H01');
    await read('990101H02');
    await sealAll();
    await tamper(text);
    await expect(sealing.verify()).resolves.toMatchObject([{ institution: '990101H01', seq: 1 }]);
  });

  it('notices a link that was taken out or made anew', async () => {
    for (let i = 0; i < 3; i += 1) {
      await read('990101H01');
      await sealAll();
    }
    await room.fresh.pool.query(`ALTER TABLE referral.access_seal DISABLE TRIGGER append_only;
      DELETE FROM referral.access_seal WHERE seq = 2`);
    await expect(sealing.verify()).resolves.toMatchObject([{ institution: '990101H01', seq: 3 }]);
  });
});
