import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { SYSTEM } from '#service/database/database.js';
import { aDraft, defaultTerms, submitted } from '../../../../test/referral/a-referral.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { firstBreak } from '../history/chain.js';
import { telling } from '../road/leaving.js';
import { enter, move, SYSTEM_ACTOR } from '../road/road.js';
import { savePassages } from '../road/save.js';
import { answerVoid, insertVoid } from '../void/void.store.js';
import type { ReferralRow } from './referral.row.js';
import { findReferral, insertReferral, lockReferral, openReferral } from './referral.store.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const TERMS = defaultTerms(NOW);

describe('the table of referrals', () => {
  let room: StoreRoom;

  beforeAll(async () => {
    room = await openStoreRoom();
  });

  afterAll(() => room.close());

  const step = (row: ReferralRow, to: ReferralRow['state'], change: Partial<ReferralRow> = {}) =>
    move(
      enter(row),
      { event: to, transition: 'T22', to, who: SYSTEM_ACTOR, change, message: telling('referral.cancelled.v1') },
      TERMS,
    );
  const save = (row: ReferralRow, to: ReferralRow['state'], change: Partial<ReferralRow> = {}) =>
    room.database.transaction(SYSTEM, (tx) => savePassages(tx, [step(row, to, change)]));

  it('gives back what was put in', async () => {
    const row = await room.stored(NOW);
    expect(await room.read(row)).toEqual(row);
  });

  it('keeps history, message and row of a step together, under one version', async () => {
    const row = await room.stored(NOW);
    await save(row, 'cancelled');
    const history = await room.history(row);
    expect(history.map(({ version, toState }) => [version, toState])).toEqual([
      [1, 'submitted'],
      [2, 'cancelled'],
    ]);
    expect(await room.read(row)).toMatchObject({ version: 2, state: 'cancelled', chainHash: history[1]?.hash });
    expect(await room.outbox(row)).toEqual(['referral.cancelled.v1']);
  });

  it('V07: holds one open referral of 20 that are submitted at once', async () => {
    const patientId = v7();
    const added = await Promise.all(
      Array.from({ length: 20 }, () => {
        const { row, entries } = submitted(aDraft(NOW, { patientId }), TERMS);
        return room.database.transaction(SYSTEM, (tx) => insertReferral(tx, row, entries));
      }),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    const another = await room.database.transaction(SYSTEM, (tx) => openReferral(tx, aDraft(NOW, { patientId })));
    expect(another).toMatchObject({ state: 'submitted' });
  });

  it('V07: lets another direction, another department and U1 pass, and a new one after the end', async () => {
    const patientId = v7();
    const first = await room.stored(NOW, { patientId });
    const others = [{ direction: 'down' }, { toDepartment: '03.07' }, { urgencyClass: 'U1' }] as const;
    for (const change of others) {
      const { row, entries } = submitted(aDraft(NOW, { patientId, ...change }), TERMS);
      expect(await room.database.transaction(SYSTEM, (tx) => insertReferral(tx, row, entries))).toBe(true);
    }
    await save(first, 'cancelled');
    const { row, entries } = submitted(aDraft(NOW, { patientId }), TERMS);
    expect(await room.database.transaction(SYSTEM, (tx) => insertReferral(tx, row, entries))).toBe(true);
  });

  describe('is the last guard:', () => {
    it('an ended referral stays ended', async () => {
      const row = await room.stored(NOW, { state: 'cancelled' });
      await expect(save(row, 'submitted')).rejects.toThrow('never changed');
    });

    it('nothing is closed without outcome and acknowledgement', async () => {
      const row = await room.stored(NOW, { state: 'outcome-returned' });
      await expect(save(row, 'closed')).rejects.toThrow('closed_loop');
    });

    it('nothing is reserved without a unit', async () => {
      const row = await room.stored(NOW, { state: 'accepted', placeBy: NOW });
      await expect(save(row, 'reserved')).rejects.toThrow('reserved_has_a_unit');
    });

    it('the history is never changed, not even by the owner of the table', async () => {
      const row = await room.stored(NOW);
      for (const text of ['UPDATE referral.referral_event SET reason = $2', 'DELETE FROM referral.referral_event']) {
        const values = text.includes('$2') ? [row.id, 'other'] : [row.id];
        await expect(room.fresh.pool.query(`${text} WHERE referral_id = $1`, values)).rejects.toThrow('never changed');
      }
    });

    it('and where somebody has broken that guard, the chain tells which entry was altered', async () => {
      const row = await room.stored(NOW);
      await save(row, 'cancelled');
      expect(firstBreak(await room.history(row))).toBeUndefined();
      await room.fresh.pool.query('ALTER TABLE referral.referral_event DISABLE TRIGGER append_only');
      await room.fresh.pool.query(
        `UPDATE referral.referral_event SET actor_id = 'other' WHERE referral_id = $1 AND version = 2`,
        [row.id],
      );
      await room.fresh.pool.query('ALTER TABLE referral.referral_event ENABLE TRIGGER append_only');
      expect(firstBreak(await room.history(row))).toBe(2);
    });
  });

  describe('is seen by its two sides and by its county', () => {
    const seenBy = (row: ReferralRow, county: string, institution: string) =>
      room.database.transaction({ county, institution }, async (tx) => {
        const found = await findReferral(tx, { county, institution }, row.id);
        const history = await tx.query('SELECT 1 FROM referral_event WHERE referral_id = $1', [row.id]);
        return [found?.id === row.id, (history as unknown[]).length > 0];
      });

    it.each([
      ['990101', '990101T01', true],
      ['990101', '990101H01', true],
      ['990101', '*', true],
      ['990101', '990101T02', false],
      ['990101', '990101H02', false],
      ['990102', '990102H01', false],
      ['990102', '*', false],
      ['990102', '990101H01', false],
    ])('county %s, institution %s: %s', async (county, institution, seen) => {
      expect(await seenBy(await room.stored(NOW), county, institution)).toEqual([seen, seen]);
    });

    it('also by a receiver in another county', async () => {
      const row = await room.stored(NOW, { toCounty: '990102', toInstitution: '990102H01' });
      expect(await seenBy(row, '990102', '990102H01')).toEqual([true, true]);
      expect(await seenBy(row, '990102', '990102H02')).toEqual([false, false]);
    });

    it('either of which, in whatever county, may ask for it to be voided, and another person answers', async () => {
      const row = await room.stored(NOW, { toCounty: '990102', toInstitution: '990102H01' });
      const affairs = {
        county: '990102',
        institution: '990102H01',
        account: 'affairs',
        practitioner: v7(),
      } as Principal;
      const office = { county: '990101', institution: '*', account: 'office', practitioner: v7() } as Principal;
      await room.database.transaction(affairs, (tx) => insertVoid(tx, row, affairs, NOW));
      const answer = (by: Principal) =>
        room.database.transaction(by, (tx) => answerVoid(tx, row, { ...by, institution: '990101H01' }, true, NOW));
      expect(await answer({ ...office, county: '990103' })).toBe(false);
      expect(await answer({ ...affairs, institution: '*' })).toBe(false);
      expect(await answer(office)).toBe(true);
    });

    it('and the receiver who redirects it keeps a trace of it', async () => {
      const row = await room.stored(NOW);
      const desk = { county: '990101', institution: '990101H01' };
      const next = { toInstitution: '990101H02', previousInstitution: '990101H01' };
      await room.database.transaction(desk, async (tx) => {
        const locked = await lockReferral(tx, desk, row.id);
        await savePassages(tx, [step(locked!, 'submitted', next)]);
      });
      expect(await seenBy(row, '990101', '990101H01')).toEqual([true, true]);
      expect(await seenBy(row, '990101', '990101H02')).toEqual([true, true]);
    });
  });
});
