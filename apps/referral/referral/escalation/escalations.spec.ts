import type { QueryRunner } from 'typeorm';
import { v7 } from 'uuid';
import type { NoticeAcknowledged } from '#contracts/notice.events.js';
import type { Principal } from '#service/auth/principal.js';
import { SYSTEM } from '#service/database/database.js';
import { Timer } from '#service/timer/timer.js';
import type { Writes } from '#service/write/writes.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { VoidDeadlines1767225600032 } from '../../migrations/0032-void-deadlines.js';
import { Networks } from '../../network/networks.js';
import type { Commands } from '../road/commands.js';
import { SYSTEM_ACTOR } from '../road/road.js';
import type { ReferralRow } from '../store/referral.row.js';
import { Voids } from '../void/voids.js';
import { OverdueDisplacements } from './displacements.js';
import { Escalations, tell } from './escalations.js';
import { Notes } from './notes.js';
import { overdueItems } from './overdue.store.js';

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

  it('goes on for every county while the rules of another one cannot be read, however much is overdue there', async () => {
    const broken = await Promise.all(Array.from({ length: 101 }, () => stored(33, { county: '990102' })));
    const row = await stored(31);
    class OneBroken extends Networks {
      override of(county: string) {
        return county === '990102' ? Promise.reject(new Error('no rules')) : super.of(county);
      }
    }
    const half = new Escalations(room.database, new OneBroken(room.database), new Timer());
    expect(await half.runOnce()).toBe(1);
    expect(await alerts(row)).toMatchObject([{ rung: 'L1', repeat: 0 }]);
    await everything();
    expect(await alerts(broken[100]!)).toMatchObject([{ rung: 'L1', repeat: 0 }]);
  });

  it('tells the office of the consortium of a request to void that nobody answers, and at last the authority', async () => {
    const voidRequest = { at: hoursAgo(15 * 24).toISOString(), institution: '990101H01', office: '990101H01' };
    const asked = async (days: number, change: Partial<ReferralRow> = {}) => {
      const dueAt = hoursAgo(days * 24).toISOString();
      const escalation = [{ kind: 'answer-void', dueAt, rung: null, repeat: 0, nextAt: dueAt }];
      const progress = { voidRequest: { ...voidRequest, dueAt } };
      return stored(1, { progress, escalation, alertAt: new Date(dueAt), ...change });
    };
    const [late, later] = [await asked(4), await asked(15)];
    const owned = await asked(0.01, { ownerInstitution: '990101T01', ownerPractitioner: v7() });
    const abroad = await asked(4, { toCounty: '990100', toInstitution: '990100C01', ownerInstitution: '990100C01' });
    await everything();
    const [first] = await messages(owned);
    expect(first).toMatchObject({ rung: 'L0', owner: 'consortium-office', ownerInstitution: '990101H01' });
    expect(first).not.toHaveProperty('ownerPractitioner');
    expect(await messages(abroad)).toMatchObject([{ ownerCounty: '990101', ownerInstitution: '990101H01' }]);
    expect(await alerts(late)).toEqual([{ rung: 'L2', repeat: 0, role: 'consortium-office' }]);
    expect(await alerts(later)).toEqual([{ rung: 'L5', repeat: 0, role: 'county-health-authority' }]);
    const filter = { county: late.county, from: 'L1', dueKind: 'answer-void' } as const;
    const items = await room.database.transaction(SYSTEM, (tx) => overdueItems(tx, filter, [], 10));
    expect(items.map(({ id, institution, role }) => ({ id, institution, role }))).toEqual(
      [later, late, abroad].map(({ id }) => ({ id, institution: '990101H01', role: 'consortium-office' })),
    );
  });

  it('gives a request to void that is older than deadlines an owner and a day, and tells the office once that is over', async () => {
    const voidRequest = { at: hoursAgo(15 * 24).toISOString(), institution: '990101H01' };
    const row = await stored(1, { progress: { voidRequest } });
    const ended = await stored(1, { state: 'cancelled', progress: { voidRequest } });
    const client = await room.fresh.pool.connect();
    await client.query('SET search_path = referral, public');
    await new VoidDeadlines1767225600032().up(client as unknown as QueryRunner);
    client.release(true);
    const after = (await room.read(row))!;
    const item = after.escalation?.find(({ kind }) => kind === 'answer-void');
    expect(item).toMatchObject({ rung: null, dueAt: after.progress.voidRequest?.dueAt });
    expect(after.progress.voidRequest).toMatchObject({ ...voidRequest, office: row.toInstitution });
    expect(after.escalation).toHaveLength((row.escalation?.length ?? 0) + 1);
    expect((await room.read(ended))?.progress.voidRequest).toEqual(voidRequest);
    const network = await new Networks(room.database).of(row.county);
    const { messages: told } = tell(after, network, new Date(Date.parse(item!.dueAt) + 60_000));
    expect(told.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ dueKind: 'answer-void', rung: 'L0', owner: 'consortium-office' }),
    );
  });

  it('calls the centre again that is asked to take an emergency over, and whoever stands above it there', async () => {
    const dueAt = new Date(now.getTime() - 60_000).toISOString();
    const row = await stored(1, {
      ...{ direction: 'up', urgencyClass: 'U1', state: 'accepted', placeBy: hoursAgo(-1) },
      ...{ handoffCounty: '990100', handoffInstitution: '990100C01' },
      progress: { handOff: { who: SYSTEM_ACTOR, dueAt } },
      escalation: [{ kind: 'take-over', dueAt, rung: null, repeat: 0, nextAt: dueAt }],
      alertAt: new Date(dueAt),
    });
    await everything();
    const told = (await messages(row)).map(({ rung, owner, ownerCounty, ownerInstitution }) =>
      [rung, owner, ownerCounty, ownerInstitution].join(' '),
    );
    const roles = ['L0 referral-desk', 'L1 department-head', 'L2 referral-desk'];
    expect(told).toEqual(roles.map((role) => `${role} 990100 990100C01`));
    const filter = { county: row.county, from: 'L0', dueKind: 'take-over' } as const;
    const items = await room.database.transaction(SYSTEM, (tx) => overdueItems(tx, filter, [], 10));
    expect(items).toMatchObject([{ id: row.id, institution: '990100C01', role: 'referral-desk' }]);
  });

  it('lets the office that was asked read a request to void, although no consortium joins it to either side', async () => {
    const voidRequest = { at: now.toISOString(), institution: '990101H01', office: '990101H01' };
    const [asked, other] = [await stored(1, { progress: { voidRequest } }), await stored(1)];
    const voids = new Voids(room.database, {} as Writes, new Networks(room.database), {} as Commands);
    const office = { county: '990101', institution: '990101H01', roles: ['consortium-office'] } as unknown as Principal;
    expect((await voids.read(office, asked.id)).body).toMatchObject({ referralId: asked.id });
    await expect(voids.read(office, other.id)).rejects.toThrow();
  });

  it('lists a displaced person until the desk has settled it, in whatever order that is heard', async () => {
    const displacements = new OverdueDisplacements(room.database);
    const listed = async (id: string) => {
      const filter = { county: '990101', from: 'L0' as const };
      const items = await room.database.transaction(SYSTEM, (tx) => overdueItems(tx, filter, [], 500));
      return items.filter((item) => item.id === id).map(({ rung }) => rung);
    };
    const told = (id: string, version: number) =>
      ({
        id: v7(),
        county: '990101',
        aggregateId: id,
        aggregateVersion: version,
        occurredAt: now.toISOString(),
      }) as const;
    const item = (subjectId: string, rung: string) => ({
      ...{ subject: 'displacement' as const, subjectId, dueKind: 'settle', dueAt: now.toISOString(), rung, repeat: 0 },
      ...{ owner: 'referral-desk', ownerCounty: '990101', ownerInstitution: '990101H01', institution: '990101H01' },
      group: '03.04',
    });
    const [open, settled] = [v7(), v7()];
    await displacements.take(told(open, 1), item(open, 'L1'));
    await displacements.take(told(open, 1), item(open, 'L0'));
    expect(await listed(open)).toEqual(['L1']);
    await displacements.take(told(open, 2));
    expect(await listed(open)).toEqual([]);
    await displacements.take(told(settled, 2));
    await displacements.take(told(settled, 1), item(settled, 'L0'));
    expect(await listed(settled)).toEqual([]);
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
