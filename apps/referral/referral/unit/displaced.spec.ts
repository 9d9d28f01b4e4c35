import { v7 } from 'uuid';
import type { Payload } from '#contracts/catalogue.js';
import { aDraft, defaultTerms, submitted } from '../../../../test/referral/a-referral.js';
import { enter } from '../road/road.js';
import type { ReferralRow } from '../store/referral.row.js';
import { type AnswerName, apply, type UnitAnswer } from './answers.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const HOLD_UNTIL = '2026-03-06T06:00:00.000Z';
const TERMS = defaultTerms(NOW);

const aUnit = (institution = '990101H01') => ({
  county: '990101',
  institution,
  pool: 'expert-slot' as const,
  group: '03.04',
  place: 'Room 3',
  startsAt: '2026-03-10T00:00:00.000Z',
  endsAt: '2026-03-10T04:00:00.000Z',
  reservationId: v7(),
  sessionId: v7(),
  seat: 1,
  fromReserve: true,
});
const lost = aUnit();
const waitPlace = { entryId: v7(), position: 1, waitingSince: NOW.toISOString() };

const having = (change: Partial<ReferralRow>): ReferralRow => ({
  ...submitted(aDraft(NOW), TERMS, {}).row,
  unit: lost,
  placeBy: NOW,
  ...change,
});

function tell<N extends AnswerName>(
  row: ReferralRow,
  name: N,
  more: Omit<Payload<N>, 'referralId' | 'referralCounty' | 'hop'>,
) {
  const data = { referralId: row.id, referralCounty: row.county, hop: row.hop, ...more };
  return apply(enter(row), { name, id: v7(), data } as unknown as UnitAnswer, TERMS);
}

const displaced = (row: ReferralRow, more: Partial<Payload<'reservation.displaced.v1'>> = {}) =>
  tell(row, 'reservation.displaced.v1', { reservationId: lost.reservationId, cause: 'stop', ...more });
const held = (row: ReferralRow, unit: ReturnType<typeof aUnit>, purpose: 'review' | 'wait-list' = 'wait-list') =>
  tell(row, 'reservation.held.v1', { unit, holdUntil: HOLD_UNTIL, purpose });

describe('a unit that the hospital takes away (T13)', () => {
  it.each(['reserved', 'confirmed'] as const)('leads from %s by T13 to the new unit: T08 at once', (state) => {
    const unit = aUnit('990101H02');
    const after = displaced(having({ state }), { unit, holdUntil: HOLD_UNTIL });
    expect(after?.row).toMatchObject({ state: 'reserved', toInstitution: '990101H02', version: 3 });
    expect(after?.row.unit?.reservationId).toBe(unit.reservationId);
    expect(after?.entries.map(({ transition, reason }) => [transition, reason])).toEqual([
      ['T13', 'stop'],
      ['T08', null],
    ]);
    expect(after?.messages.map(({ name }) => name)).toEqual(['referral.reoffered.v1', 'referral.reserved.v1']);
  });

  it('without a new one to the head of the wait list: T09', () => {
    const after = displaced(having({ state: 'confirmed' }), { waitPlace, reasons: [] });
    expect(after?.row).toMatchObject({ state: 'waitlisted', unit: null, wait: waitPlace });
    expect(after?.entries.map(({ transition }) => transition)).toEqual(['T13', 'T09']);
  });

  it('changes no state before the decision; the new unit is offered', () => {
    const unit = aUnit();
    const after = displaced(having({ state: 'under-review' }), { unit, holdUntil: HOLD_UNTIL });
    expect(after?.row).toMatchObject({ state: 'under-review', unit });
    expect(after?.messages.map(({ name }) => name)).toEqual(['referral.reoffered.v1', 'referral.offered.v1']);
  });

  it('is told once: again, or of a unit given back long ago, it is late', () => {
    const after = displaced(having({ state: 'confirmed' }), { waitPlace, reasons: [] });
    expect(displaced(after!.row)).toBeUndefined();
    expect(displaced(having({ state: 'confirmed', unit: aUnit() }))).toBeUndefined();
    expect(displaced(having({ state: 'arrived' }))).toBeUndefined();
  });

  it('is not held again by what was told of it before and comes later', () => {
    const after = displaced(having({ state: 'reserved' }), { waitPlace, reasons: [] })!.row;
    expect(held(after, lost)).toBeUndefined();
    expect(tell(after, 'reservation.extended.v1', { unit: lost, holdUntil: HOLD_UNTIL })).toBeUndefined();
    expect(tell(after, 'reservation.confirmed.v1', { unit: lost })).toBeUndefined();
  });

  it('lets the referral be placed at another candidate from the wait list', () => {
    const after = displaced(having({ state: 'confirmed' }), { waitPlace, reasons: [] })!.row;
    expect(held(after, aUnit('990101H02'))?.row).toMatchObject({ state: 'reserved', toInstitution: '990101H02' });
  });

  it('takes a lost companion away and moves no state; one that it has no more is late', () => {
    const [scan, echo] = [aUnit(), aUnit()];
    const name = { pool: 'exam' as const, group: 'ct' };
    const row = having({ state: 'confirmed', parts: [scan, echo] });
    const after = displaced(row, { reservationId: scan.reservationId, part: name });
    expect(after?.row).toMatchObject({ state: 'confirmed', unit: lost, parts: [echo] });
    expect(after?.messages.map((message) => message.name)).toEqual(['referral.reoffered.v1']);
    expect(displaced(after!.row, { reservationId: scan.reservationId, part: name })).toBeUndefined();
  });

  it('leaves what goes with a booking, and not what goes with a hold and runs out with it', () => {
    const parts = [aUnit()];
    expect(displaced(having({ state: 'confirmed', parts }))?.row.parts).toEqual(parts);
    const holdUntil = new Date(HOLD_UNTIL);
    expect(displaced(having({ state: 'reserved', parts, holdUntil }))?.row.parts).toBeNull();
  });

  it('keeps the way back to the wait list where the new unit is an offer of it, too', () => {
    const unit = aUnit();
    const from = having({ state: 'reserved', progress: { unitFromWaitList: true } });
    const offered = displaced(from, { unit, holdUntil: HOLD_UNTIL, fromWaitList: true })!.row;
    const lapsed = tell(offered, 'reservation.expired.v1', { reservationId: unit.reservationId, options: [] });
    expect(lapsed?.entries.map(({ transition }) => transition)).toEqual(['T12', 'T09']);
  });
});
