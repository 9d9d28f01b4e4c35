import type { ReferralState } from '#contracts/codes.js';
import { aDraft, defaultTerms, submitted } from '../../../../test/referral/a-referral.js';
import type { ReferralRow } from '../store/referral.row.js';
import { decisionTimes, resumedTimes, validUntil } from './deadline.js';
import { dueOf } from './owner.js';

const at = (local: string) => new Date(`${local}:00+08:00`);
const FRIDAY = at('2026-03-06T16:30');
const terms = defaultTerms(FRIDAY);
const row = (state: ReferralState, change: Partial<ReferralRow> = {}): ReferralRow => ({
  ...submitted(aDraft(FRIDAY), terms).row,
  state,
  ...change,
});

describe('owner and deadline of every open state (domain §6)', () => {
  it.each([
    ['submitted', 'referral-desk', 'decide'],
    ['under-review', 'referral-desk', 'decide'],
    ['returned', 'family-doctor', 'answer'],
    ['accepted', 'referral-desk', 'place'],
    ['waitlisted', 'referral-desk', 'place'],
    ['reserved', 'family-doctor', 'confirm'],
    ['confirmed', 'arrival-desk', 'visit'],
    ['arrived', 'hospital-doctor', 'outcome'],
    ['in-care', 'hospital-doctor', 'outcome'],
    ['outcome-returned', 'family-doctor', 'acknowledge'],
    ['follow-up', 'family-doctor', 'follow-up'],
    ['no-show', 'family-doctor', 'call-patient'],
  ] as const)('%s is owned by the %s, who has to %s', (state, ownerRole, dueKind) => {
    const due = dueOf(row(state, { holdUntil: at('2026-03-07T16:30'), placeBy: at('2026-03-09T16:30') }), terms);
    expect(due).toMatchObject({ ownerRole, dueKind, dueAt: expect.any(Date) });
  });

  it('a hand-back is owned by the primary team', () => {
    const down = {
      direction: 'down',
      toInstitution: '990101T01',
      progress: { dischargeAt: at('2026-03-08T10:00').toISOString() },
    } as const;
    expect(dueOf(row('accepted', down), terms)).toMatchObject({ ownerRole: 'family-doctor', dueKind: 'first-contact' });
    expect(dueOf(row('arrived', { ...down, arrivedAt: FRIDAY }), terms)).toMatchObject({
      dueKind: 'handover-report',
      dueAt: at('2026-03-15T10:00'),
    });
  });

  it('a follow-up is due two weeks after the outcome, or when the hospital asks for it', () => {
    const outcome = { returnedAt: at('2026-03-06T10:00'), stateSince: at('2026-03-07T09:00') };
    expect(dueOf(row('follow-up', outcome), terms).dueAt).toEqual(at('2026-03-20T10:00'));
    const monthly = row('follow-up', { ...outcome, progress: { followUpNeeded: true, followUpDays: 28 } });
    expect(dueOf(monthly, terms).dueAt).toEqual(at('2026-04-03T10:00'));
  });

  it('an ending of the other side stays with the referring doctor until acknowledged', () => {
    const rejected = row('rejected', { progress: { endedBy: 'K' } });
    expect(dueOf(rejected, terms)).toMatchObject({ ownerRole: 'family-doctor', dueKind: 'acknowledge-ending' });
    expect(dueOf({ ...rejected, progress: { endedBy: 'K', endingAcknowledged: true } }, terms).dueAt).toBeNull();
    expect(dueOf(row('cancelled', { progress: { endedBy: 'R' } }), terms).dueAt).toBeNull();
  });
});

describe('times of a referral (vectors of domain §6, §7.9)', () => {
  const times = (urgencyClass: 'U2' | 'U3' | 'U4') => decisionTimes({ direction: 'up', urgencyClass }, FRIDAY, terms);

  it('decide and L2 follow the class', () => {
    expect(times('U2')).toEqual({ decideBy: at('2026-03-06T16:40'), noDecisionAt: at('2026-03-06T16:50') });
    expect(times('U3')).toEqual({ decideBy: at('2026-03-09T10:30'), noDecisionAt: at('2026-03-09T16:30') });
    expect(times('U4')).toEqual({ decideBy: at('2026-03-09T16:30'), noDecisionAt: at('2026-03-10T16:30') });
    const down = decisionTimes({ direction: 'down', urgencyClass: 'U4' }, FRIDAY, terms);
    expect(down).toEqual({ decideBy: at('2026-03-07T16:30'), noDecisionAt: at('2026-03-08T04:30') });
  });

  it('a returned form keeps the rest of its time, at least a quarter of the limit (T05)', () => {
    const answered = (decideMinutesLeft: number) =>
      resumedTimes(row('returned', { progress: { decideMinutesLeft } }), terms).decideBy;
    expect(answered(150)).toEqual(at('2026-03-09T09:00'));
    expect(answered(10)).toEqual(at('2026-03-06T17:30'));
  });

  it('the validity follows class and purpose', () => {
    const until = (urgencyClass: 'U1' | 'U2' | 'U3' | 'U4', purpose: 'visit' | 'admission' = 'visit') =>
      validUntil({ direction: 'up', urgencyClass, purpose }, FRIDAY, terms);
    expect(until('U1')).toBeNull();
    expect(until('U2')).toEqual(at('2026-03-07T16:30'));
    expect(until('U3')).toEqual(at('2026-03-13T16:30'));
    expect(until('U4')).toEqual(at('2026-04-05T16:30'));
    expect(until('U4', 'admission')).toEqual(at('2026-06-04T16:30'));
  });
});
