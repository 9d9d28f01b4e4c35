import { refusal, situation } from '../../../../test/referral/a-situation.js';
import type { ActorCode } from '../machine/vocabulary.js';
import type { ReferralRow } from '../store/referral.row.js';
import { acknowledge, cancel, expire, extend } from './ending.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const at = (actors: ActorCode[], change: Partial<ReferralRow> = {}) => situation(NOW, actors, change);
const returned = (change: Partial<ReferralRow> = {}) =>
  at(['R'], { state: 'outcome-returned', returnedAt: NOW, ...change });

describe('how a referral ends (domain §5.1, §5.2)', () => {
  it('the loop is closed by two events, each with a version of its own (T30)', () => {
    const { row, entries, messages } = acknowledge(returned({ progress: { followUpNeeded: false } }), { rating: 4 });
    expect(row).toMatchObject({ state: 'closed', version: 3, acknowledgedAt: NOW, ownerRole: null, dueAt: null });
    expect(entries).toMatchObject([
      { transition: 'T30', detail: { rating: 4 } },
      { event: 'closed', transition: null },
    ]);
    expect(messages.map(({ name, aggregateVersion }) => [name, aggregateVersion])).toEqual([
      ['referral.outcome-acknowledged.v1', 2],
      ['referral.closed.v1', 3],
    ]);
  });

  it('where a follow-up is needed, the way up is closed only with it (T29, T31)', () => {
    const followed = acknowledge(returned({ progress: { followUpNeeded: true } }), {}).row;
    expect(followed).toMatchObject({ state: 'follow-up', dueKind: 'follow-up' });
    const waiting = at(['R'], { ...followed });
    expect(refusal(() => acknowledge(waiting, {}))).toEqual([400, 'VALIDATION_FAILED']);
    const followUp = { at: NOW.toISOString(), text: 'No complaint.' };
    expect(acknowledge(waiting, { followUp }).row).toMatchObject({ state: 'closed', version: followed.version + 1 });
  });

  it('the way down closes without one', () => {
    const down = returned({ direction: 'down', progress: { followUpNeeded: true } });
    expect(acknowledge(down, {}).row.state).toBe('closed');
  });

  it('a no-show is closed with what the patient said, and the outcome written (T21)', () => {
    const missed = at(['R'], { state: 'no-show' });
    const followUp = { at: NOW.toISOString(), text: 'Forgot.' };
    expect(acknowledge(missed, { followUp }).row).toMatchObject({
      state: 'closed',
      returnedAt: NOW,
      progress: { outcome: 'no-show' },
    });
    expect(refusal(() => acknowledge(missed, {}))).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('the other side’s ending is acknowledged once, the own one never (T35)', () => {
    const rejected = { state: 'rejected', progress: { endedBy: 'K' } } as const;
    const { row } = acknowledge(at(['R'], rejected), {});
    expect(row).toMatchObject({ state: 'rejected', dueAt: null });
    expect(refusal(() => acknowledge(at(['R'], { ...row }), {}))).toEqual([409, 'NOTHING_TO_ACKNOWLEDGE']);
    const own = at(['R'], { state: 'cancelled', progress: { endedBy: 'R' } });
    expect(refusal(() => acknowledge(own, {}))).toEqual([409, 'NOTHING_TO_ACKNOWLEDGE']);
  });

  it('a desk’s cancellation stays on the doctor’s list, the doctor’s own does not (T22)', () => {
    const wish = { by: 'patient', channel: 'phone' } as const;
    const byDesk = cancel(at(['K']), { reason: 'duplicate', text: 'Called us.' });
    expect(byDesk.row).toMatchObject({ state: 'cancelled', dueKind: 'acknowledge-ending', unit: null });
    expect(byDesk.entries[0]).toMatchObject({ reason: 'duplicate', actorCode: 'K', noteSealed: 'sealed:10' });
    expect(refusal(() => cancel(at(['K']), { reason: 'travel' }))).toEqual([400, 'VALIDATION_FAILED']);
    expect(cancel(at(['K']), { reason: 'travel', wish }).entries[0]).toMatchObject({ actorCode: 'P' });
    expect(cancel(at(['R']), { reason: 'recovered' }).row.dueAt).toBeNull();
    expect(refusal(() => cancel(at(['R'], { state: 'arrived' }), { reason: 'recovered' }))).toEqual([
      409,
      'ILLEGAL_TRANSITION',
    ]);
  });

  it('the validity is extended once, from its end (T36)', () => {
    const validUntil = new Date('2026-03-13T02:00:00Z');
    const { row, messages } = extend(at(['R'], { validUntil }), {});
    expect(row).toMatchObject({ state: 'submitted', validUntil: new Date('2026-03-20T02:00:00Z') });
    expect(messages).toMatchObject([{ name: 'referral.extended.v1', data: { transition: 'T36', wanted: {} } }]);
    expect(refusal(() => extend(at(['R'], { ...row }), {}))).toEqual([409, 'EXTENDED_BEFORE']);
    expect(refusal(() => extend(at(['R'], { validUntil: null }), {}))).toEqual([409, 'EXTENDED_BEFORE']);
  });

  it('an expiry is the system’s, and the doctor’s to acknowledge (T23)', () => {
    const { row, entries } = expire(at([]));
    expect(row).toMatchObject({ state: 'expired', dueKind: 'acknowledge-ending' });
    expect(entries).toMatchObject([{ transition: 'T23', actorCode: 'S' }]);
  });
});
