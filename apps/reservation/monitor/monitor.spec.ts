import { randomUUID } from 'node:crypto';
import { SYSTEM } from '#service/database/database.js';
import { logger } from '#service/logging/logger.js';
import { Timer } from '#service/timer/timer.js';
import { Writes } from '#service/write/writes.js';
import { at, COUNTY, HOSPITAL, later, Room, referral } from '../../../test/reservation/room.js';
import { SupplyPolicies } from '../policy/policies.js';
import type { Session } from '../supply/session.entity.js';
import { release } from '../unit/steps.js';
import { POOL_CHECKS } from './checks.store.js';
import { Freezes } from './freezes.service.js';
import { Monitor } from './monitor.service.js';

describe('the monitor', () => {
  let room: Room;
  let monitor: Monitor;
  let freezes: Freezes;
  let session: Session;

  beforeEach(async () => {
    room = await Room.open();
    monitor = new Monitor(room.database, new SupplyPolicies(), new Timer());
    freezes = new Freezes(room.database, new Writes(room.database));
    // What is found is logged as an error.
    logger.level = 'silent';
    await room.moveTo(at(9, '09:00'));
    session = await room.morning(10);
    await room.moveTo(at(6, '09:00'));
  });
  afterEach(() => room.close());

  const lift = (id: string) => freezes.lift(writeOf(), id, 'counted by hand');
  const live = () => freezes.list(authority, { live: true, limit: 20 });
  const frozen = async () => (await room.session(session.id)).frozen;
  const raised = async () => (await room.sent()).filter(({ name }) => name === 'anomaly.raised.v1');
  /** One look, and a full round whether it is due or not. */
  const round = async () => {
    await room.behindTheBack('UPDATE monitor SET round_began_at = NULL');
    await monitor.runOnce();
  };
  const miscount = (by: number) =>
    room.behindTheBack(`UPDATE session SET public_taken = public_taken + ${by} WHERE id = '${session.id}'`);

  it('says nothing where all is well', async () => {
    await room.book(session);
    await round();
    expect(await live()).toEqual({ items: [] });
    expect(await raised()).toEqual([]);
    expect(await frozen()).toBe(false);
  });

  it('freezes in every county while it cannot in another one', async () => {
    const broken = await room.morningElsewhere(10);
    const mend = await room.breakCounty('pool_freeze');
    await miscount(1);
    await room.behindTheBack(`UPDATE session SET public_taken = public_taken + 1 WHERE id = '${broken.id}'`);
    await round();
    expect(await frozen()).toBe(true);
    expect(await room.session(broken.id)).toMatchObject({ frozen: false });
    await mend();
    await round();
    expect(await room.session(broken.id)).toMatchObject({ frozen: true });
  });

  it('checks the persons of every county while it cannot those of another one', async () => {
    await room.submit(referral({}, { group: '77' }));
    await room.behindTheBack(`UPDATE wait_entry SET state = 'offered';
      INSERT INTO wait_entry SELECT other.* FROM wait_entry w, jsonb_populate_record(w, '{"county": "990102"}') AS other`);
    await room.bend(`CREATE FUNCTION reservation.refuse_county(county bpchar) RETURNS boolean LANGUAGE plpgsql AS
        $$ BEGIN IF county = '990102' AND current_query() LIKE '%offered%' THEN RAISE EXCEPTION 'on purpose'; END IF; RETURN true; END $$;
      CREATE POLICY refuse_county ON reservation.wait_entry AS RESTRICTIVE USING (reservation.refuse_county(county))`);
    await round();
    expect(await room.rows('SELECT found FROM monitor')).toEqual([{ found: { I9: 1 } }]);
  });

  it('freezes a pool whose counters count nobody, raises the alarm once, and sells again when it is mended and lifted', async () => {
    const [booked, other] = [await room.book(session), await room.morning(4)];
    await miscount(1);
    await round();
    await round();
    expect(await frozen()).toBe(true);
    expect((await room.session(other.id)).frozen).toBe(true);
    const [freeze] = (await live()).items;
    expect(freeze).toMatchObject({ institution: HOSPITAL, pool: 'expert-slot', invariant: 'I2', found: 1 });
    expect(await raised()).toHaveLength(1);
    expect((await raised())[0]?.payload).toMatchObject({ freezeId: freeze?.id, code: 'counters-differ-from-seats' });

    await expect(room.book(session)).resolves.toMatchObject({ status: 409, more: { reason: 'frozen' } });
    const refused = referral();
    await room.submit(refused);
    expect((await room.sent(refused.data.referralId)).map(({ name }) => name)).toEqual(['reservation.unavailable.v1']);

    const emergency = referral({ urgencyClass: 'U1' }, { urgencyClass: 'U1', entitlement: 'emergency' });
    await room.submit(emergency);
    expect((await room.sent(emergency.data.referralId))[0]?.name).toBe('reservation.held.v1');
    expect(booked.status).toBe(201);

    await expect(lift(freeze?.id ?? '')).rejects.toMatchObject({ status: 409, code: 'STILL_BROKEN' });
    await miscount(-1);
    await expect(lift(freeze?.id ?? '')).resolves.toMatchObject({ status: 201, body: { liftedBy: 'authority' } });
    await expect(lift(freeze?.id ?? '')).rejects.toMatchObject({ code: 'LIFTED_ALREADY' });
    await round();
    expect(await live()).toEqual({ items: [] });
    await room.clock.runOnce('offer');
    expect((await room.sent(refused.data.referralId)).map(({ name }) => name)).toContain('reservation.held.v1');
    await expect(room.book(session)).resolves.toMatchObject({ status: 201 });
    expect(await room.breaches()).toEqual([]);
  });

  it('lets units come back to a frozen pool, but releases and offers none', async () => {
    const holder = referral();
    await room.submit(holder);
    await miscount(1);
    await round();
    await room.moves.apply(later(holder, { transition: 'T22' }), release, true);
    expect((await room.session(session.id)).familyTaken).toBe(0);
    await room.moveTo(at(2, '18:30'));
    await expect(room.clock.runOnce('release')).resolves.toBe(0);
    await miscount(-1);
    const [freeze] = (await live()).items;
    await lift(freeze?.id ?? '');
    await expect(room.clock.runOnce('release')).resolves.toBe(1);
  });

  it('freezes what is published into a frozen pool', async () => {
    await miscount(1);
    await round();
    const added = await room.morning(5);
    expect((await room.session(added.id)).frozen).toBe(true);
  });

  it('looks at what has changed without waiting for the round', async () => {
    await round();
    await room.behindTheBack(
      `INSERT INTO ledger (county, id, session_id, at, kind, actor, capacity, extra, reserve, released, family_taken, other_taken,
         public_taken, emergency_taken, shortfall)
       SELECT county, gen_random_uuid(), session_id, at, 'confirm', actor, 0, 0, 0, 0, 0, 0, 1, 0, 0 FROM ledger LIMIT 1`,
    );
    await room.book(session);
    await monitor.runOnce();
    expect((await live()).items).toMatchObject([{ invariant: 'I6', code: 'counters-differ-from-ledger' }]);
  });

  it('is one, however many replicas look', async () => {
    await miscount(1);
    const replica = new Monitor(room.database, new SupplyPolicies(), new Timer());
    await Promise.all([monitor.runOnce(), replica.runOnce(), monitor.runOnce(), replica.runOnce()]);
    expect(await raised()).toHaveLength(1);
  });

  it('walks a full round in slices and counts what it has seen', async () => {
    await room.behindTheBack(`UPDATE policy SET value = '1' WHERE key = 'monitor.sliceAccounts'`);
    await room.morning(4, { group: '05' });
    await room.morning(4, { group: '06' });
    for (let slice = 0; slice < 3; slice += 1) {
      await monitor.runOnce();
      expect(await room.rows('SELECT round_ended_at IS NULL AS "underWay" FROM monitor')).toEqual([{ underWay: true }]);
    }
    await monitor.runOnce();
    expect(await room.rows('SELECT round_ended_at IS NULL AS "underWay", found FROM monitor')).toEqual([
      { underWay: false, found: {} },
    ]);
  });

  it('tells a clock that stands still, and freezes nothing for it', async () => {
    await room.submit(referral({}, { urgencyClass: 'U2', decideBy: at(6, '09:10').toISOString() }));
    await room.moveTo(at(6, '12:00'));
    await round();
    expect(await live()).toEqual({ items: [] });
    expect(await room.rows('SELECT found FROM monitor')).toEqual([{ found: { I10: 1 } }]);
  });

  const ledger = (kind: string, change: string) =>
    `INSERT INTO ledger (county, id, session_id, at, kind, actor, capacity, extra, reserve, released, family_taken, other_taken,
       public_taken, emergency_taken, shortfall) SELECT county, gen_random_uuid(), id, now(), '${kind}', 'somebody', ${change} FROM session;`;

  it.each<[code: string, sql: string]>([
    [
      'reserve-below-ratio',
      'ALTER TABLE account DROP CONSTRAINT reserve_reaches_the_ratio; UPDATE account SET reserve = 0',
    ],
    ['account-differs-from-sessions', 'UPDATE account SET capacity = capacity - 1'],
    [
      'more-taken-than-there-is',
      'ALTER TABLE session DROP CONSTRAINT nothing_is_sold_twice; UPDATE session SET other_taken = 11',
    ],
    ['counters-differ-from-seats', 'UPDATE session SET public_taken = 3'],
    [
      'open-units-out-of-the-reserve',
      'ALTER TABLE session DROP CONSTRAINT nothing_is_sold_twice; UPDATE session SET public_taken = 9',
    ],
    [
      'protected-unit-missing',
      'ALTER TABLE session DROP CONSTRAINT nothing_is_sold_twice; UPDATE session SET public_taken = 9',
    ],
    ['protected-unit-in-other-hands', `UPDATE reservation SET taker = 'public', from_reserve = true`],
    [
      'protected-unit-sold-before-release',
      ledger('confirm', '0, 0, 0, 0, 0, 0, 9, 0, 0') + ledger('cancel', '0, 0, 0, 0, 0, 0, -9, 0, 0'),
    ],
    ['counters-differ-from-ledger', 'UPDATE session SET shortfall = 1'],
    [
      'reserve-changed-without-cause',
      ledger('release-1', '0, 0, 0, 1, 0, 0, 0, 0, 0') + ledger('adjust', '0, 0, 0, -1, 0, 0, 0, 0, 0'),
    ],
    [
      'released-twice',
      ledger('release-1', '0, 0, 0, 1, 0, 0, 0, 0, 0') + ledger('release-1', '0, 0, 0, 1, 0, 0, 0, 0, 0'),
    ],
    [
      'seat-with-two-persons',
      `DROP INDEX one_person_per_seat; DROP INDEX one_unit_per_referral; ALTER TABLE reservation DROP CONSTRAINT no_overlap_of_a_patient;
       UPDATE session SET top_seat = 1;
       INSERT INTO reservation (county, id, session_id, seat, institution, pool, group_code, starts_at, state, occupies, taker, from_reserve, extra,
         channel, patient_id, created_at, hold_until)
       SELECT county, gen_random_uuid(), session_id, seat, institution, pool, group_code, starts_at, state, occupies, taker, from_reserve,
         extra, channel, patient_id, created_at, hold_until FROM reservation`,
    ],
    ['seats-differ', 'UPDATE session SET top_seat = top_seat + 1'],
    [
      'person-at-two-places',
      `ALTER TABLE reservation DROP CONSTRAINT no_overlap_of_a_patient;
       INSERT INTO reservation (county, id, session_id, seat, institution, pool, group_code, starts_at, busy, state, occupies, taker,
         from_reserve, extra, channel, patient_id, created_at, hold_until)
       SELECT county, gen_random_uuid(), session_id, seat + 1, institution, pool, group_code, starts_at, busy, state, occupies, taker,
         from_reserve, extra, channel, patient_id, created_at, hold_until FROM reservation`,
    ],
    ['ended-referral-holds-a-unit', 'UPDATE claim SET ended = true'],
    ['displaced-and-forgotten', `UPDATE reservation SET state = 'displaced', occupies = false`],
    [
      'stopped-session-open',
      'ALTER TABLE session DROP CONSTRAINT a_stopped_session_has_no_room; UPDATE session SET stopped_at = now()',
    ],
    ['hold-nobody-looks-for', 'UPDATE session SET first_hold_end = NULL'],
    ['dead-hold-not-swept', `UPDATE reservation SET hold_until = now() - interval '1 day'`],
  ])('knows the breach %s', async (code, sql) => {
    await room.submit(referral());
    expect(await room.breaches()).toEqual([]);
    await room.behindTheBack(sql);
    const codes = (await room.breaches()).map((breach) => breach.code);
    expect(codes).toContain(code);
    expect(POOL_CHECKS.map((check) => check.code)).toContain(code);
  });

  it.each<[code: string, sql: string]>([
    ['ended-referral-waits', 'UPDATE claim SET ended = true'],
    ['offer-without-unit', `UPDATE wait_entry SET state = 'offered'`],
  ])('knows the breach %s of the wait list', async (code, sql) => {
    await room.submit(referral({}, { group: '77' }));
    expect(await room.breaches()).toEqual([]);
    await room.behindTheBack(sql);
    expect((await room.breaches()).map((breach) => breach.code)).toEqual([code]);
  });

  it('a breach of the past freezes once: nobody can mend the ledger, so the lift says that it was seen', async () => {
    const twice = ledger('confirm', '0, 0, 0, 0, 0, 0, 9, 0, 0') + ledger('cancel', '0, 0, 0, 0, 0, 0, -9, 0, 0');
    await room.behindTheBack(twice.replaceAll('now()', 'business_now()'));
    await round();
    const [freeze] = (await live()).items;
    expect(freeze).toMatchObject({ code: 'protected-unit-sold-before-release' });
    await expect(lift(freeze?.id ?? '')).resolves.toMatchObject({ status: 201 });
    await round();
    expect(await live()).toEqual({ items: [] });
    await room.behindTheBack(twice.replaceAll('now()', 'business_now()'));
    await round();
    expect((await live()).items).toHaveLength(1);
  });

  it('keeps the history of a freeze', async () => {
    await miscount(1);
    await round();
    await expect(room.database.transaction(SYSTEM, (tx) => tx.query('DELETE FROM pool_freeze'))).rejects.toThrow(
      /never changed/,
    );
  });
});

const authority = {
  account: 'authority',
  practitioner: randomUUID(),
  institution: '990101A01',
  county: COUNTY,
  roles: ['county-health-authority' as const],
  departments: [],
  expiresAt: new Date(0),
};

const writeOf = () => ({
  principal: authority,
  key: randomUUID(),
  requestHash: 'lift',
  method: 'POST',
  path: '/v1/freezes',
  waitMs: 0,
});
