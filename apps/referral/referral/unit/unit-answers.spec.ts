import { v7 } from 'uuid';
import type { Payload } from '#contracts/catalogue.js';
import type { ReferralState } from '#contracts/codes.js';
import { aDraft } from '../../../../test/referral/a-referral.js';
import { openStoreRoom, type StoreRoom } from '../../../../test/referral/store-room.js';
import { Networks } from '../../network/networks.js';
import { DraftSettlements } from '../draft/draft-holds.js';
import { firstBreak } from '../history/chain.js';
import { Settlements } from '../road/settlements.js';
import type { ReferralRow } from '../store/referral.row.js';
import type { AnswerName, UnitAnswer } from './answers.js';
import { UnitAnswers } from './unit-answers.js';

const NOW = new Date('2026-03-06T02:00:00Z');
/** Rooms run on the server's clock. */
const HOLD_UNTIL = new Date(Date.now() + 14_400_000).toISOString();
const SEAT = {
  county: '990101',
  institution: '990101H01',
  pool: 'expert-slot',
  group: '03.04',
  place: 'Room 3',
} as const;
const TIMES = { startsAt: '2026-03-10T00:00:00.000Z', endsAt: '2026-03-10T04:00:00.000Z' };

describe('answers of reservation', () => {
  let room: StoreRoom;
  let answers: UnitAnswers;

  beforeAll(async () => {
    room = await openStoreRoom();
    answers = new UnitAnswers(room.database, new Networks(room.database), new Settlements(), new DraftSettlements());
  });

  afterAll(() => room.close());

  /** A stored referral in a state that reservation may answer. */
  const stored = (state: ReferralState = 'submitted', change: Partial<ReferralRow> = {}) =>
    room.stored(NOW, { ...change, state });
  const read = async (row: ReferralRow) => (await room.read(row))!;
  const history = (row: ReferralRow) => room.history(row);
  const outbox = (row: ReferralRow) => room.outbox(row);

  const aUnit = (institution = '990101H01') =>
    ({ ...SEAT, ...TIMES, institution, reservationId: v7(), sessionId: v7(), seat: 1, fromReserve: true }) as const;

  function answer<N extends AnswerName>(
    row: ReferralRow,
    name: N,
    more: Omit<Payload<N>, 'referralId' | 'referralCounty' | 'hop'>,
    hop = row.hop,
  ): UnitAnswer {
    return {
      name,
      id: v7(),
      data: { referralId: row.id, referralCounty: row.county, hop, ...more },
    } as unknown as UnitAnswer;
  }

  const take = (...all: UnitAnswer[]) => Promise.all(all.map((one) => answers.take({ county: '990101', answer: one })));
  const held = (row: ReferralRow, purpose: 'review' | 'placement' | 'wait-list' = 'review', unit = aUnit()) =>
    answer(row, 'reservation.held.v1', { unit, holdUntil: HOLD_UNTIL, purpose });

  it('offer a submitted referral, once however often they are delivered', async () => {
    const row = await stored();
    const twice = held(row);
    await take(twice, twice);
    await take(twice);
    const after = await read(row);
    expect(after).toMatchObject({ state: 'submitted', version: 2, holdUntil: new Date(HOLD_UNTIL) });
    expect(await outbox(row)).toEqual(['referral.offered.v1']);
    expect(firstBreak(await history(row))).toBeUndefined();
  });

  it('move the referral to the alternative that has a unit, without a hop', async () => {
    const row = await stored();
    await take(held(row, 'review', aUnit('990101H02') as ReturnType<typeof aUnit>));
    expect(await read(row)).toMatchObject({ toInstitution: '990101H02', hop: 0, state: 'submitted' });
  });

  it('to an earlier hop are late: noted, acknowledged, without a version', async () => {
    const row = await stored('submitted', { hop: 1 });
    await take(answer(row, 'reservation.held.v1', { unit: aUnit(), holdUntil: HOLD_UNTIL, purpose: 'review' }, 0));
    expect(await read(row)).toMatchObject({ version: 1, unit: null });
  });

  it('that come after the end are late', async () => {
    const row = await stored('cancelled');
    await take(held(row), answer(row, 'reservation.unavailable.v1', { reasons: [], waitPlace: waitPlace(1) }));
    expect(await read(row)).toMatchObject({ state: 'cancelled', version: 1 });
  });

  it('to an unknown referral are late', async () => {
    await expect(take(held(aDraft(NOW)))).resolves.toBeDefined();
  });

  it('keep the reasons and the wait place when nothing was free', async () => {
    const row = await stored();
    const reasons = [{ institution: '990101H01', reason: 'full' as const }];
    await take(answer(row, 'reservation.unavailable.v1', { reasons, waitPlace: waitPlace(3) }));
    expect(await read(row)).toMatchObject({ state: 'submitted', version: 2, wait: { position: 3, reasons } });
    expect(await outbox(row)).toEqual([]);
  });

  it('apply several answers to one referral in the order in which they came', async () => {
    const row = await stored('accepted', { placeBy: NOW });
    await take(
      answer(row, 'reservation.unavailable.v1', { reasons: [], waitPlace: waitPlace(1) }),
      held(row, 'wait-list'),
    );
    expect(await read(row)).toMatchObject({ state: 'reserved', version: 3 });
    expect((await history(row)).map((one) => one.transition)).toEqual(['T02', 'T09', 'T08']);
    expect(await outbox(row)).toEqual(['referral.waitlisted.v1', 'referral.reserved.v1']);
    expect(firstBreak(await history(row))).toBeUndefined();
  });

  it('end in the same state when the review hold comes after its extension', async () => {
    const unit = aUnit();
    const row = await stored('accepted', { placeBy: NOW });
    await take(answer(row, 'reservation.extended.v1', { unit, holdUntil: HOLD_UNTIL }));
    await take(held(row, 'review', unit));
    expect(await read(row)).toMatchObject({
      state: 'reserved',
      version: 2,
      unit: { reservationId: unit.reservationId },
    });
  });

  it('place an accepted referral only where it was accepted', async () => {
    const row = await stored('accepted', { placeBy: NOW });
    await take(held(row, 'wait-list', aUnit('990101H02') as ReturnType<typeof aUnit>));
    expect(await read(row)).toMatchObject({ state: 'accepted', unit: null });
  });

  it('place an emergency wherever there is a unit, and tell that receiver', async () => {
    const row = await stored('accepted', { placeBy: NOW, urgencyClass: 'U1', validUntil: null });
    await take(held(row, 'placement', aUnit('990101H02') as ReturnType<typeof aUnit>));
    expect(await read(row)).toMatchObject({ state: 'reserved', toInstitution: '990101H02' });
  });

  it('take the unit chosen later, in whichever order the two come', async () => {
    const [offered, chosen] = [aUnit(), aUnit()];
    for (const order of [
      [offered, chosen],
      [chosen, offered],
    ]) {
      const row = await stored('waitlisted', { placeBy: NOW });
      for (const unit of order) await take(held(row, unit === chosen ? 'placement' : 'wait-list', unit));
      const after = await read(row);
      expect([after.state, after.unit?.reservationId]).toEqual(['reserved', chosen.reservationId]);
      expect(firstBreak(await history(row))).toBeUndefined();
    }
  });

  it('offer the unit held later, in whichever order the two come', async () => {
    const [earlier, later] = [aUnit(), aUnit()];
    const row = await stored();
    await take(held(row, 'review', later));
    await take(held(row, 'review', earlier));
    expect(await read(row)).toMatchObject({ version: 2, unit: { reservationId: later.reservationId } });
  });

  it('prolong the hold of the unit that a referral has', async () => {
    const unit = aUnit();
    const row = await stored();
    await take(held(row, 'review', unit));
    const holdUntil = new Date(Date.now() + 28_800_000).toISOString();
    await take(answer(row, 'reservation.held.v1', { unit, holdUntil, purpose: 'review' }));
    expect(await read(row)).toMatchObject({ version: 3, holdUntil: new Date(holdUntil) });
  });

  it('that outlasted their hold are late, and leave no request open', async () => {
    const over = { unit: aUnit(), holdUntil: new Date(Date.now() - 1_000).toISOString() };
    const row = await stored();
    await take(answer(row, 'reservation.held.v1', { ...over, purpose: 'review' }));
    expect(await read(row)).toMatchObject({ version: 1, unit: null });
    const who = { code: 'R', id: 'doctor', role: 'family-doctor', institution: '990101T01' } as const;
    const asking = await stored('accepted', { placeBy: NOW, pending: { request: 'unit', who, sessionId: v7() } });
    await take(answer(asking, 'reservation.held.v1', { ...over, purpose: 'placement' }));
    expect(await read(asking)).toMatchObject({ state: 'accepted', unit: null, pending: null, options: [] });
  });

  it('keep a live unit when the wait place of before comes after it', async () => {
    const row = await stored();
    await take(held(row, 'wait-list'));
    await take(answer(row, 'reservation.unavailable.v1', { reasons: [], waitPlace: waitPlace(1) }));
    expect(await read(row)).toMatchObject({ version: 2, wait: null, unit: { seat: 1 } });
  });

  it('confirm in the name of whoever asked', async () => {
    const unit = aUnit();
    const who = { code: 'K', id: 'desk', role: 'referral-desk', institution: '990101H01' } as const;
    const reserved = { unit, holdUntil: new Date(HOLD_UNTIL), pending: { request: 'confirmation', who } } as const;
    const row = await stored('reserved', reserved);
    await take(answer(row, 'reservation.confirmed.v1', { unit }));
    expect(await read(row)).toMatchObject({ state: 'confirmed', holdUntil: null, pending: null });
    expect((await history(row)).at(-1)).toMatchObject({ transition: 'T10', actorCode: 'K', actorId: 'desk' });
  });

  it('move a booking for whoever asked: T14; and tell of it as late once another unit is booked', async () => {
    const who = { code: 'K', id: 'desk', role: 'referral-desk', institution: '990101H01' } as const;
    const old = aUnit();
    const unit = aUnit();
    const pending = { request: 'reschedule', who, sessionId: unit.sessionId } as const;
    const row = await stored('confirmed', { unit: old, pending });
    const moved = () => answer(row, 'reservation.rescheduled.v1', { unit, previousId: old.reservationId });
    await take(moved());
    expect(await read(row)).toMatchObject({
      state: 'confirmed',
      unit: { reservationId: unit.reservationId },
      pending: null,
    });
    expect((await history(row)).at(-1)).toMatchObject({ event: 'rescheduled', transition: 'T14', actorId: 'desk' });
    expect(await outbox(row)).toEqual(['referral.confirmed.v1']);
    await take(moved());
    expect(await read(row)).toMatchObject({ version: row.version + 1 });
  });

  it('keep a refused referral where it is and show the next units', async () => {
    const who = { code: 'R', id: 'doctor', role: 'family-doctor', institution: '990101T01' } as const;
    const row = await stored('accepted', { placeBy: NOW, pending: { request: 'unit', who, sessionId: v7() } });
    const options = [{ sessionId: v7(), institution: '990101H01', startsAt: TIMES.startsAt, free: 2 }];
    await take(answer(row, 'reservation.refused.v1', { request: 'unit', reason: 'full', options }));
    expect(await read(row)).toMatchObject({ state: 'accepted', pending: null, options });
  });

  it('clear a lapsed review hold without a change of state', async () => {
    const unit = aUnit();
    const row = await stored('under-review', { unit, holdUntil: new Date(HOLD_UNTIL) });
    await take(answer(row, 'reservation.expired.v1', { reservationId: unit.reservationId, options: [] }));
    expect(await read(row)).toMatchObject({ state: 'under-review', unit: null, holdUntil: null });
    expect((await history(row)).at(-1)).toMatchObject({ event: 'unit-lapsed', transition: null });
  });

  it('lead a lapsed offer of the wait list back to the wait list: T12 and T09', async () => {
    const unit = aUnit();
    const waited = { unit, holdUntil: new Date(HOLD_UNTIL), progress: { unitFromWaitList: true }, placeBy: NOW };
    const row = await stored('reserved', waited);
    const waitPlace = { entryId: v7(), position: 2, waitingSince: TIMES.startsAt };
    await take(answer(row, 'reservation.expired.v1', { reservationId: unit.reservationId, options: [], waitPlace }));
    expect(await read(row)).toMatchObject({ state: 'waitlisted', version: 3, wait: waitPlace });
    expect(await outbox(row)).toEqual(['referral.reoffered.v1', 'referral.waitlisted.v1']);
  });

  it('tell once that the wait has ended, and leave the decision to who sent the referral', async () => {
    const wait = { entryId: v7(), position: 1, waitingSince: TIMES.startsAt, reasons: [] };
    const row = await stored('waitlisted', { wait, placeBy: NOW });
    const over = () => answer(row, 'reservation.wait-ended.v1', { entryId: wait.entryId, reason: 'window-over' });
    await take(over());
    await take(over());
    expect(await read(row)).toMatchObject({ state: 'waitlisted', version: 2, wait: null });
    expect((await history(row)).at(-1)).toMatchObject({ event: 'wait-ended', reason: 'window-over', transition: null });
    expect(await outbox(row)).toEqual(['referral.wait-ended.v1']);
  });

  it('ignore the end of a unit that the referral no longer holds', async () => {
    const row = await stored('reserved', { unit: aUnit(), holdUntil: new Date(HOLD_UNTIL) });
    await take(answer(row, 'reservation.expired.v1', { reservationId: v7(), options: [] }));
    expect(await read(row)).toMatchObject({ state: 'reserved', version: 1 });
  });

  it('record a no-show', async () => {
    const unit = aUnit();
    const row = await stored('confirmed', { unit });
    await take(answer(row, 'reservation.no-show.v1', { reservationId: unit.reservationId }));
    expect(await read(row)).toMatchObject({ state: 'no-show', ownerRole: 'family-doctor', dueKind: 'call-patient' });
  });
});

const waitPlace = (position: number) => ({ entryId: v7(), position, waitingSince: NOW.toISOString() });
