import { refusal, situation } from '../../../../test/referral/a-situation.js';
import type { ActorCode } from '../machine/vocabulary.js';
import type { ReferralRow } from '../store/referral.row.js';
import { arrive, miss, queryOutcome, returnOutcome, startCare } from './care.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const EARLIER = new Date('2026-03-05T02:00:00Z');
const at = (actors: ActorCode[], change: Partial<ReferralRow> = {}) =>
  situation(NOW, actors, { submittedAt: EARLIER, ...change });
const OUTCOME = {
  outcome: 'treated-outpatient',
  finalDiagnosis: [{ system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 }],
  adviceToFamilyDoctor: 'Start a statin.',
  followUpNeeded: true,
} as const;
const outcome = (change: object = {}) => ({ ...OUTCOME, finalDiagnosis: [...OUTCOME.finalDiagnosis], ...change });

describe('from the arrival to the outcome (domain §5.2)', () => {
  it('T16 keeps the unit, T17 gives it back', () => {
    const unit = { reservationId: 'r', institution: 'H01' } as unknown as ReferralRow['unit'];
    const booked = arrive(at(['A'], { state: 'confirmed', unit }), {});
    expect(booked).toMatchObject({ row: { state: 'arrived', unit, arrivedAt: NOW }, entries: [{ transition: 'T16' }] });
    const walkedIn = arrive(at(['A'], { unit, holdUntil: NOW }), {});
    expect(walkedIn).toMatchObject({ row: { unit: null, holdUntil: null }, entries: [{ transition: 'T17' }] });
  });

  it('T24: on the way down the team records the first contact', () => {
    const { row, entries } = arrive(at(['V'], { state: 'confirmed', direction: 'down' }), {});
    expect([row.state, entries[0]?.transition, row.dueKind]).toEqual(['arrived', 'T24', 'handover-report']);
  });

  it('the fund gate judges once more at the arrival: a referral that is over is expired', () => {
    const inputs = { at: '', exemption: null, arrival: null, inCatalogue: false };
    const referral = {
      direction: 'up',
      urgencyClass: 'U3',
      pair: 'consortium',
      validUntil: EARLIER.toISOString(),
      fromTier: 2,
      toTier: 3,
      firstVisit: { proven: true, reasons: ['first-visit-proven'] },
      skipReason: null,
      skipAllowed: false,
    } as const;
    const verdict = {
      verdict: 'compliant-expected',
      reasons: [],
      penalty: false,
      ruleSetVersion: 'test',
      inputs: { ...inputs, referral },
    };
    const { row } = arrive(
      at(['A'], { state: 'confirmed', validUntil: EARLIER, verdict: verdict as unknown as ReferralRow['verdict'] }),
      {},
    );
    expect(row.verdict).toMatchObject({ verdict: 'expired-referral', penalty: true });
  });

  it('V11: nothing happens in the future or before what it follows', () => {
    const booked = at(['A'], { state: 'confirmed' });
    expect(refusal(() => arrive(booked, { at: '2026-03-06T03:00:00Z' }))).toEqual([422, 'RULES_BROKEN']);
    expect(refusal(() => arrive(booked, { at: '2026-03-04T02:00:00Z' }))).toEqual([422, 'RULES_BROKEN']);
    const progress = { acceptedAt: '2026-03-06T01:30:00Z' };
    const early = { at: '2026-03-06T01:00:00Z' };
    expect(refusal(() => arrive(at(['A'], { state: 'confirmed', progress }), early))).toEqual([422, 'RULES_BROKEN']);
    const emergency = at(['A'], { state: 'confirmed', progress, urgencyClass: 'U1' });
    expect(arrive(emergency, early).row.state).toBe('arrived');
    const here = at(['A'], { state: 'arrived', arrivedAt: NOW });
    expect(refusal(() => startCare(here, { at: EARLIER.toISOString() }))).toEqual([422, 'RULES_BROKEN']);
    expect(startCare(here, {}).row.state).toBe('in-care');
  });

  it('T26: the outcome is sealed, only its codes are told', () => {
    const { row, entries, messages } = returnOutcome(at(['V'], { state: 'in-care' }), outcome());
    expect(row).toMatchObject({
      state: 'outcome-returned',
      returnedAt: NOW,
      outcomeSealed: expect.stringMatching(/^sealed:/),
    });
    expect(entries[0]?.detail).toEqual({ outcome: 'treated-outpatient', followUpNeeded: true });
    expect(JSON.stringify(messages)).not.toContain('statin');
  });

  it('T26: has outcomes of its own for each direction', () => {
    const down = at(['V'], { state: 'arrived', direction: 'down' });
    expect(refusal(() => returnOutcome(down, outcome()))).toEqual([422, 'RULES_BROKEN']);
    expect(returnOutcome(down, outcome({ outcome: 'handover-done' })).row.state).toBe('outcome-returned');
    expect(
      refusal(() => returnOutcome(at(['V'], { state: 'arrived' }), outcome({ outcome: 'handover-done' }))),
    ).toEqual([422, 'RULES_BROKEN']);
  });

  it('T26: asks nobody to follow up who died, left, or is in other hands', () => {
    const inCare = at(['V'], { state: 'in-care' });
    for (const ended of ['dead', 'left-care', 'down-referred', 'transferred-onward'])
      expect(refusal(() => returnOutcome(inCare, outcome({ outcome: ended })))).toEqual([422, 'RULES_BROKEN']);
    expect(returnOutcome(inCare, outcome({ outcome: 'dead', followUpNeeded: false })).row).toMatchObject({
      progress: { outcome: 'dead', patientDiedAt: NOW.toISOString() },
    });
  });

  it('T18: nobody records a patient as missed whose unit is still kept for him', () => {
    const kept = (keptUntil: string) => {
      const unit = { reservationId: 'r', startsAt: EARLIER.toISOString(), keptUntil } as ReferralRow['unit'];
      return at(['A'], { state: 'confirmed', unit });
    };
    expect(refusal(() => miss(kept('2026-03-06T02:00:01Z'), {}))).toEqual([409, 'NOT_MISSED_YET']);
    expect(miss(kept('2026-03-06T01:59:59Z'), {}).row.state).toBe('no-show');
  });

  it('T20: who was missed is taken late on the same day, in every direction, and on no other day', () => {
    const startsAt = '2026-03-06T01:00:00Z';
    const unit = { reservationId: 'r', startsAt } as ReferralRow['unit'];
    expect(arrive(at(['A'], { state: 'no-show', unit }), {}).entries[0]).toMatchObject({ transition: 'T20' });
    const tomorrow = { ...unit, startsAt: EARLIER.toISOString() } as ReferralRow['unit'];
    expect(refusal(() => arrive(at(['A'], { state: 'no-show', unit: tomorrow }), {}))).toEqual([409, 'ANOTHER_DAY']);
    const atHome = { state: 'no-show', direction: 'down', stateSince: NOW } as const;
    expect(arrive(at(['A'], atHome), {}).entries[0]).toMatchObject({ transition: 'T20', toState: 'arrived' });
    expect(refusal(() => arrive(at(['A'], { ...atHome, stateSince: EARLIER }), {}))).toEqual([409, 'ANOTHER_DAY']);
  });

  it('T28: is queried once', () => {
    const { row } = queryOutcome(at(['R'], { state: 'outcome-returned', returnedAt: NOW }), { text: 'Which dose?' });
    expect(row).toMatchObject({ state: 'in-care', returnedAt: null, dueKind: 'answer-query' });
    const again = at(['R'], { state: 'outcome-returned', progress: row.progress });
    expect(refusal(() => queryOutcome(again, { text: 'And how long?' }))).toEqual([409, 'QUERIED_BEFORE']);
  });
});
