import { aNetwork, policyOf } from '../../../../test/referral/a-network.js';
import { refusal, situation as situationAt } from '../../../../test/referral/a-situation.js';
import { acknowledgeAlert } from '../emergency/alert.js';
import type { Decision } from '../form/command.dto.js';
import type { ActorCode } from '../machine/vocabulary.js';
import type { Situation } from '../road/situation.js';
import type { ReferralRow } from '../store/referral.row.js';
import { answerQuestions, decide, review } from './decision.js';
import { passOnSilence } from './silence.js';

const NOW = new Date('2026-03-06T02:00:00Z');
const ALTERNATIVE = { advice: 'Ordinary clinic' };

const situation = (actors: ActorCode[], change: Partial<ReferralRow> = {}) => situationAt(NOW, actors, change);

const names = (at: Situation, decision: Decision) => decide(at, decision).messages.map((message) => message.name);

describe('the decision on a referral (domain §4.6, §8.3)', () => {
  it('is accepted by the desk where the department delegated it, with a new deadline to place the patient', () => {
    const { row, messages } = decide(situation(['K']), { decision: 'accept' });
    expect(row).toMatchObject({ state: 'accepted', version: 2, dueKind: 'place', noDecisionAt: null });
    expect(messages).toMatchObject([
      { name: 'referral.accepted.v1', aggregateVersion: 2, data: { transition: 'T06' } },
    ]);
  });

  it('counts only on the units of who accepted it', () => {
    const { row } = decide(situation(['V']), { decision: 'accept' });
    expect(row.candidates).toEqual([{ county: '990101', institution: 'H01' }]);
  });

  it('U1: is handed on when the other centre has taken note, and accepted there at once', () => {
    const emergency = situation(['K'], { urgencyClass: 'U1', state: 'accepted' });
    const asked = decide(emergency, { decision: 'redirect', to: { institution: 'H02' } });
    expect(asked.row).toMatchObject({ state: 'accepted', toInstitution: 'H01', handoffInstitution: 'H02', hop: 0 });
    expect(asked.messages).toMatchObject([{ name: 'critical-centre.alerted.v1', data: { centreInstitution: 'H02' } }]);
    const { row, messages, entries } = acknowledgeAlert({ ...situation(['H']), row: asked.row }, {});
    expect(row).toMatchObject({ state: 'accepted', toInstitution: 'H02', hop: 1, handoffInstitution: null });
    expect(entries.map(({ transition }) => transition)).toEqual(['F05', 'T15', 'T06']);
    expect(messages.map(({ name }) => name)).toEqual([
      'referral.alert-acknowledged.v1',
      'referral.redirected.v1',
      'referral.accepted.v1',
    ]);
  });

  it('U1: is handed on as often as it must: hops bind nobody in danger', () => {
    const emergency = situation(['K'], { urgencyClass: 'U1', state: 'accepted', hop: 3 });
    const asked = decide(emergency, { decision: 'redirect', to: { institution: 'H02' } });
    expect(asked.row.handoffInstitution).toBe('H02');
  });

  it('carries the mark of a pair that nothing joins, and loses it with the pair (V04)', () => {
    const redirect = (institution: string, change: Partial<ReferralRow>) =>
      decide(situation(['K'], change), { decision: 'redirect', to: { institution } }).row;
    expect(redirect('H09', { urgencyClass: 'U2' })).toMatchObject({ marks: { outOfNetwork: true } });
    expect(redirect('H02', { marks: { outOfNetwork: true } }).marks).toEqual({});
  });

  it('says who was passed over: a candidate that has closed since', () => {
    const candidates = ['H01', 'gone', 'H02'].map((institution) => ({ county: '990101', institution }));
    const { entries } = decide(situation(['V'], { candidates }), {
      decision: 'reject',
      reason: 'no-capacity',
      alternative: ALTERNATIVE,
    });
    expect(entries[0]?.detail).toMatchObject({ to: 'H02', passedOver: [{ institution: 'gone', rules: ['V06'] }] });
  });

  it('is accepted at once by a receiver that takes every visit, and counts on its units alone (T06 by S)', () => {
    const at = { ...situation(['V']), network: aNetwork({}, [policyOf('H02', 'accept.autoVisit', true)]) };
    const rejected = decide(at, { decision: 'reject', reason: 'no-capacity', alternative: ALTERNATIVE });
    expect(rejected.entries.map(({ transition, actorCode }) => `${transition} ${actorCode}`)).toEqual([
      'T15 S',
      'T06 S',
    ]);
    expect(rejected.row).toMatchObject({
      state: 'accepted',
      toInstitution: 'H02',
      candidates: [{ county: '990101', institution: 'H02' }],
      // Nobody writes a row that he does not see: who sends it on keeps the trace.
      previousInstitution: 'H01',
      previousCounty: '990101',
    });
    const exam = { ...situation(['K'], { purpose: 'exam' }), network: at.network };
    expect(decide(exam, { decision: 'redirect', to: { institution: 'H02' } }).row.state).toBe('submitted');
  });

  it('is not accepted by a desk without delegation, but by a doctor of the department', () => {
    const to = { toInstitution: 'H02' };
    expect(refusal(() => decide(situation(['K'], to), { decision: 'accept' }))).toEqual([403, 'NOT_DELEGATED']);
    expect(decide(situation(['V'], to), { decision: 'accept' }).row.state).toBe('accepted');
  });

  it('V06: is not accepted once the department has closed', () => {
    const gone = () => decide(situation(['V'], { toDepartment: '05.02' }), { decision: 'accept' });
    expect(refusal(gone)).toEqual([422, 'RULES_BROKEN']);
  });

  it('goes on to the untried candidate when it is rejected: T15 by the system, one hop more', () => {
    const { row, messages, entries } = decide(situation(['V']), {
      decision: 'reject',
      reason: 'no-capacity',
      alternative: ALTERNATIVE,
    });
    expect(row).toMatchObject({
      state: 'submitted',
      hop: 1,
      toInstitution: 'H02',
      previousInstitution: 'H01',
      unit: null,
    });
    expect(row.candidates).toEqual([{ county: '990101', institution: 'H02' }]);
    expect(entries).toMatchObject([
      { transition: 'T15', actorCode: 'S', reason: 'no-capacity', detail: { decision: 'reject' } },
    ]);
    expect(messages).toMatchObject([{ name: 'referral.redirected.v1', data: { cause: 'rejected', hop: 1 } }]);
  });

  it('ends when nobody is left, when autoNext is off, and after the third hop', () => {
    const reject = { decision: 'reject', reason: 'no-capacity', alternative: ALTERNATIVE } as const;
    const alone = [{ county: '990101', institution: 'H01' }];
    expect(names(situation(['V'], { candidates: alone }), reject)).toEqual(['referral.rejected.v1']);
    expect(names(situation(['V'], { autoNext: false }), reject)).toEqual(['referral.rejected.v1']);
    expect(names(situation(['V'], { hop: 3 }), reject)).toEqual(['referral.rejected.v1']);
  });

  it('is not rejected without reason and alternative, and never for U1', () => {
    expect(refusal(() => decide(situation(['V']), { decision: 'reject', alternative: ALTERNATIVE }))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    expect(refusal(() => decide(situation(['V']), { decision: 'reject', reason: 'other' }))).toEqual([
      400,
      'VALIDATION_FAILED',
    ]);
    const urgent = situation(['V'], { urgencyClass: 'U1' });
    expect(refusal(() => decide(urgent, { decision: 'reject', reason: 'other', alternative: ALTERNATIVE }))).toEqual([
      409,
      'NOT_FOR_U1',
    ]);
  });

  it('a desk without delegation rejects for its three reasons only', () => {
    const desk = situation(['K'], { toInstitution: 'H02', autoNext: false });
    const reject = (reason: 'duplicate' | 'not-indicated') =>
      decide(desk, { decision: 'reject', reason, alternative: ALTERNATIVE });
    expect(reject('duplicate').row.state).toBe('rejected');
    expect(refusal(() => reject('not-indicated'))).toEqual([403, 'NOT_DELEGATED']);
  });

  it('is redirected to another capable receiver, at most three times', () => {
    const redirect = { decision: 'redirect', to: { institution: 'H02' } } as const;
    expect(decide(situation(['K']), redirect).row).toMatchObject({ hop: 1, toInstitution: 'H02', state: 'submitted' });
    expect(refusal(() => decide(situation(['K'], { hop: 3 }), redirect))).toEqual([409, 'TOO_MANY_HOPS']);
    expect(refusal(() => decide(situation(['K']), { decision: 'redirect', to: { institution: 'H09' } }))).toEqual([
      422,
      'RULES_BROKEN',
    ]);
    expect(refusal(() => decide(situation(['K']), { decision: 'redirect' }))).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('is returned for information at most twice; its time stands still', () => {
    const ask = { decision: 'return-for-info', questions: ['results'], text: 'Troponin?' } as const;
    const returned = decide(situation(['V']), { ...ask, questions: [...ask.questions] });
    expect(returned.row).toMatchObject({
      state: 'returned',
      dueKind: 'answer',
      noDecisionAt: null,
      progress: { returns: 1 },
    });
    expect(returned.entries[0]?.noteSealed).toBe('sealed:9');
    const back = answerQuestions({ ...situation(['R']), row: returned.row }, { text: 'Negative.' });
    expect(back.row).toMatchObject({ state: 'submitted', noDecisionAt: expect.any(Date) });
    const thrice = situation(['V'], { progress: { returns: 2 } });
    expect(refusal(() => decide(thrice, { ...ask, questions: [...ask.questions] }))).toEqual([
      409,
      'RETURNED_TOO_OFTEN',
    ]);
  });

  it('is no business of a stranger, and not of the referring doctor', () => {
    expect(refusal(() => review(situation([])))).toEqual([403, 'NOT_YOUR_REFERRAL']);
    expect(refusal(() => decide(situation(['R']), { decision: 'accept' }))).toEqual([409, 'ILLEGAL_TRANSITION']);
  });

  it('that nobody takes goes to the next candidate at L2, and stays where none is left', () => {
    expect(passOnSilence(situation([]))).toMatchObject({
      row: { hop: 1, toInstitution: 'H02' },
      messages: [{ name: 'referral.redirected.v1', data: { cause: 'no-decision' } }],
    });
    const alone = passOnSilence(situation([], { autoNext: false }));
    expect(alone).toMatchObject({ row: { state: 'submitted', hop: 0, noDecisionAt: null }, messages: [] });
  });
});
