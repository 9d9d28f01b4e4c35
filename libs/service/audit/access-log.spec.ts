import { randomUUID } from 'node:crypto';
import { openRoom, type Room, rowsOf } from '../../../test/service/room.js';
import type { Principal } from '../auth/principal.js';
import { scopeOf } from '../auth/scope-of.js';
import { inContext } from '../context/context.js';
import { recordAccess } from './access-log.js';

const DOCTOR: Principal = {
  account: 'hospital-doctor',
  practitioner: randomUUID(),
  institution: '990101H01',
  county: '990101',
  roles: ['hospital-doctor'],
  departments: ['03.04'],
  expiresAt: new Date('2030-01-01'),
};

describe('the access log', () => {
  let room: Room;

  beforeAll(async () => {
    room = await openRoom();
  });

  afterAll(() => room.close());

  it('says who read what, when, why, and in which request', async () => {
    const subjectId = randomUUID();
    await inContext({ requestId: 'request-1' }, () =>
      room.database.transaction(scopeOf(DOCTOR), (tx, at) =>
        recordAccess(tx, DOCTOR, { subject: 'referral', subjectId, purpose: 'treatment', at }),
      ),
    );
    const { rows } = await room.fresh.pool.query('SELECT * FROM referral.access_log');
    expect(rows).toMatchObject([
      {
        county: '990101',
        account: 'hospital-doctor',
        institution: '990101H01',
        roles: ['hospital-doctor'],
        subject: 'referral',
        subject_id: subjectId,
        purpose: 'treatment',
        request_id: 'request-1',
      },
    ]);
  });

  it('is gone with the read that failed', async () => {
    const before = await room.fresh.pool.query('SELECT count(*)::int FROM referral.access_log');
    const failed = room.database.transaction(scopeOf(DOCTOR), async (tx, at) => {
      await recordAccess(tx, DOCTOR, { subject: 'patient', subjectId: randomUUID(), purpose: 'review', at });
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect((await room.fresh.pool.query('SELECT count(*)::int FROM referral.access_log')).rows).toEqual(before.rows);
  });

  it('shows an institution what its own people read, and nobody else’s', async () => {
    const other = { ...DOCTOR, institution: '990101H02' };
    const seen = (principal: Principal) =>
      room.database.transaction(scopeOf(principal), (tx) => rowsOf(tx, 'SELECT id FROM access_log'));
    await expect(seen(DOCTOR)).resolves.toHaveLength(1);
    await expect(seen(other)).resolves.toEqual([]);
    await expect(seen({ ...other, roles: ['county-health-authority'] })).resolves.toHaveLength(1);
  });
});
