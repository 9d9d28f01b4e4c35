import { v7 } from 'uuid';
import type { NoticeAcknowledged } from '#contracts/notice.events.js';
import { SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { Networks } from '../../network/networks.js';
import type { ReferralRow } from '../store/referral.row.js';
import { Escalations } from './escalations.js';
import { Notes } from './notes.js';

const HOUR = 3_600_000;

describe('the clockwork of the ladder', () => {
  let room: StoreRoom;
  let now: Date;

  beforeAll(async () => {
    room = await openStoreRoom(8);
    now = (await room.fresh.pool.query<{ now: Date }>('SELECT referral.business_now() AS now')).rows[0]!.now;
  });

  afterAll(() => room.close());

  const replica = () => new Escalations(room.database, new Networks(room.database), new Timer());
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR);
  /** A hand-back: its ladder runs in clock time. */
  const stored = (hours: number, change: Partial<ReferralRow> = {}) =>
    room.stored(hoursAgo(hours), { direction: 'down', decideBy: hoursAgo(hours - 24), noDecisionAt: null, ...change });
  const alerts = async (row: ReferralRow) => {
    const text =
      'SELECT rung, repeat, owner_role AS role FROM referral.overdue_alert WHERE referral_id = $1 ORDER BY rung, repeat';
    return (await room.fresh.pool.query<{ rung: string; repeat: number; role: string }>(text, [row.id])).rows;
  };
  const messages = async (row: ReferralRow) => {
    const text = `SELECT payload FROM referral.outbox WHERE aggregate_id = $1 AND name = 'referral.overdue.v1' ORDER BY id`;
    return (await room.fresh.pool.query<{ payload: Record<string, unknown> }>(text, [row.id])).rows.map(
      (one) => one.payload,
    );
  };
  const everything = async () => {
    while ((await replica().runOnce()) > 0);
  };

  it('tells each rung once, however many replicas tick at once', async () => {
    const rows = await Promise.all(Array.from({ length: 30 }, () => stored(31)));
    const done = await Promise.all([1, 2, 3, 4].map(() => replica().runOnce()));
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(30);
    for (const row of rows) {
      expect(await messages(row)).toHaveLength(1);
      expect(await alerts(row)).toMatchObject([{ rung: 'L1', repeat: 0 }]);
    }
    expect(await replica().runOnce()).toBe(0);
  });

  it('is no step: the version stays, so no command becomes stale by it', async () => {
    const row = await stored(31);
    await everything();
    expect(await room.read(row)).toMatchObject({ version: row.version, escalation: [{ rung: 'L1', repeat: 0 }] });
    const [message] = await messages(row);
    expect(message).toMatchObject({
      rung: 'L1',
      repeat: 0,
      dueKind: 'decide',
      referralId: row.id,
      ownerInstitution: '990101H01',
    });
    expect(message).not.toHaveProperty('ownerPractitioner');
  });

  it('after a stop of days tells the one rung that is due now', async () => {
    const row = await stored(80);
    await everything();
    expect((await alerts(row)).map(({ rung }) => rung)).toEqual(['L4']);
  });

  it('repeats the rung, under the next number, when its time has come again', async () => {
    const row = await stored(80);
    await everything();
    const text = `UPDATE referral.referral SET alert_at = $2,
                    escalation = jsonb_set(escalation, '{0,nextAt}', to_jsonb($3::text)) WHERE id = $1`;
    await room.fresh.pool.query(text, [row.id, hoursAgo(0), hoursAgo(0).toISOString()]);
    await everything();
    expect((await alerts(row)).map(({ rung, repeat }) => `${rung} ${repeat}`)).toEqual(['L4 0', 'L4 1']);
  });

  it('never sends one alert twice: the database refuses the second', async () => {
    const row = await stored(80);
    await everything();
    const again = `INSERT INTO referral.overdue_alert SELECT * FROM referral.overdue_alert WHERE referral_id = $1`;
    await expect(room.fresh.pool.query(again, [row.id])).rejects.toThrow('overdue_alert_pkey');
  });

  describe('of which somebody has taken note', () => {
    const note = (row: ReferralRow, more: Partial<NoticeAcknowledged> = {}, id = v7()) => {
      const told = {
        noticeId: v7(),
        subject: 'referral' as const,
        subjectId: row.id,
        subjectCounty: row.county,
        dueKind: 'decide',
        dueAt: row.decideBy.toISOString(),
        rung: 'L1',
        repeat: 0,
        actor: { id: v7(), role: 'department-head', institution: '990101H01' },
        ...more,
      };
      const notes = new Notes(room.database, new Networks(room.database));
      return notes.take({ id, county: row.county, occurredAt: now.toISOString() }, told);
    };
    const noted = async (row: ReferralRow) => {
      const text = 'SELECT rung, role, silenced FROM referral.alert_noted WHERE referral_id = $1';
      return (await room.fresh.pool.query(text, [row.id])).rows;
    };

    it('is not repeated before the next rung, and says who it was', async () => {
      const row = await stored(31);
      await everything();
      await note(row);
      const next = new Date(hoursAgo(31).getTime() + 36 * HOUR).toISOString();
      expect(await room.read(row)).toMatchObject({ version: row.version, escalation: [{ rung: 'L1', nextAt: next }] });
      expect(await noted(row)).toEqual([{ rung: 'L1', role: 'department-head', silenced: true }]);
    });

    it('is changed once, however often and in however many processes the message comes', async () => {
      const row = await stored(31);
      await everything();
      const id = v7();
      await Promise.all([1, 2, 3].map(() => note(row, {}, id)));
      await note(row, { actor: { id: v7(), role: 'referral-desk', institution: '990101H01' } });
      expect(await noted(row)).toEqual([{ rung: 'L1', role: 'department-head', silenced: true }]);
    });

    it('after the next rung was told rests no more than before, but the note is kept', async () => {
      const row = await stored(37);
      await everything();
      const before = await room.read(row);
      await room.fresh.pool.query(
        `INSERT INTO referral.overdue_alert (county, referral_id, due_kind, due_at, rung, repeat, owner_role, owner_county, owner_institution, at)
         SELECT county, referral_id, due_kind, due_at, 'L1', 0, 'department-head', owner_county, owner_institution, at
           FROM referral.overdue_alert WHERE referral_id = $1`,
        [row.id],
      );
      await note(row);
      expect((await room.read(row))?.escalation).toEqual(before?.escalation);
      expect(await noted(row)).toMatchObject([{ rung: 'L1', silenced: false }]);
    });

    it('of another item, of an alert that was never sent or of no referral at all changes nothing', async () => {
      const row = await stored(31);
      await everything();
      const before = await room.read(row);
      await note(row, { dueKind: 'place' });
      await note(row, { dueAt: hoursAgo(1).toISOString() });
      await note(row, { rung: 'L4' });
      await note(row, { subjectId: v7() });
      expect(await room.read(row)).toEqual(before);
      expect(await noted(row)).toEqual([]);
    });
  });

  it('leaves a referral that somebody is acting on to the next tick', async () => {
    const row = await stored(31);
    await room.database.transaction(SYSTEM, async (tx) => {
      await tx.query('SELECT 1 FROM referral WHERE id = $1 FOR UPDATE', [row.id]);
      expect(await replica().runOnce()).toBe(0);
    });
    expect(await replica().runOnce()).toBe(1);
  });
});
