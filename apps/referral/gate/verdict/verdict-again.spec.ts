import { DAY_MS } from '#service/calendar/local-time.js';
import { anApplicant, anUpForm, NOW, someFacts } from '../../../../test/referral/a-form.js';
import { aNetwork } from '../../../../test/referral/a-network.js';
import type { Institution } from '../../network/institution.entity.js';
import { gateCaseOf } from '../../referral/submission/gate-case.js';
import { questionOf } from '../../referral/submission/question.js';
import { describeReceiver } from '../../referral/submission/receiver.js';
import type { Applicant } from '../../referral/submission/submission.js';
import { type Coming, comingCaseOf } from '../../visit/visit-case.js';
import { judgeCase } from './case.js';
import { VERDICTS, type Verdict } from './verdict.js';
import { verdictView } from './verdict.view.js';
import { judgeArrival, judgeReceiver } from './verdict-again.js';

const NETWORK = aNetwork();
const house = (code: string) => NETWORK.institution(code) as Institution;

/** The verdict on the submission of the family doctor of T01 to H01. */
function submitted(facts: Partial<Applicant['facts']> = {}, change = {}): Verdict {
  const applicant = anApplicant({ facts: someFacts(facts) });
  const form = anUpForm(change);
  const question = questionOf(form, applicant.facts, house('T01'), NOW);
  const receiver = describeReceiver(NETWORK, question, house('H01'));
  return judgeCase(NETWORK, gateCaseOf(form, applicant, question, receiver, new Date(NOW.getTime() + 7 * DAY_MS)));
}

/** A patient who comes without a referral. */
const comes = (change: Partial<Coming> = {}, institution = 'H01') =>
  judgeCase(
    NETWORK,
    comingCaseOf(
      {
        at: NOW,
        here: house(institution),
        facts: someFacts(),
        careType: 'outpatient',
        deptCode: '03.04',
        icd10: 'I10',
        referral: null,
        ...change,
      },
      'arrival',
    ),
  );

const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const arrive = (verdict: Verdict, days: number, validUntil = inDays(7)) =>
  judgeArrival(verdict, { to: house('H01'), validUntil, network: NETWORK, at: inDays(days) });

describe('a verdict that is made again (domain §3.2)', () => {
  it('at the arrival in time is compliant, after the end of validity expired', () => {
    expect(submitted().verdict).toBe('compliant-expected');
    expect(arrive(submitted(), 6).verdict).toBe('compliant');
    expect(arrive(submitted(), 8)).toMatchObject({ verdict: 'expired-referral', penalty: true });
    // Extended by its doctor (T36).
    expect(arrive(submitted(), 8, inDays(14))).toMatchObject({ verdict: 'compliant', penalty: false });
  });

  it('keeps those before it and the rule version of the submission', () => {
    const first = submitted();
    const second = judgeReceiver(first, {
      to: house('H02'),
      pair: 'consortium',
      moment: 'choice',
      network: NETWORK,
      at: NOW,
    });
    const third = arrive(second, 1);
    expect(third.earlier?.map(({ inputs }) => inputs.moment)).toEqual(['submit', 'choice']);
    expect(third).toMatchObject({ ruleSetVersion: first.ruleSetVersion, inputs: { moment: 'arrival' } });
  });

  it('for a hospital outside the network takes the penalty, in money too', () => {
    const out = judgeReceiver(submitted(), {
      to: house('H09'),
      pair: 'none',
      moment: 'choice',
      network: NETWORK,
      at: NOW,
    });
    expect(out).toMatchObject({ verdict: 'out-of-network', penalty: true });
    expect(out.benefit).toMatchObject({ rateBps: 4000, ifCompliant: { rateBps: 6000 } });
  });

  it('asks for every exemption again: a child has grown out of it meanwhile', () => {
    const child = { birthDate: '2020-03-09', visit: null };
    expect(submitted(child)).toMatchObject({ verdict: 'exempt', code: 'EX03' });
    expect(arrive(submitted(child), 6)).toMatchObject({ verdict: 'chain-broken', penalty: true });
  });

  it('goes by what was kept where a referral is older than the facts', () => {
    const { facts: _, insurance: __, ...inputs } = submitted().inputs;
    const old = { ...submitted(), inputs };
    expect(arrive(old, 1)).toMatchObject({ verdict: 'compliant', reasons: ['pair-consortium', 'first-visit-proven'] });
  });
});

describe('a verdict without a referral', () => {
  it.each([
    ['a disease of the catalogue at a hospital', 'H01', 'I10', 'bypass-first-visit', []],
    ['another disease at a hospital', 'H01', 'E04.9', 'unreferred', []],
    ['an unknown disease at a hospital', 'H01', null, 'unreferred', ['diagnosis']],
    ['the township', 'T01', 'I10', 'compliant', []],
  ] as const)('%s', (_, institution, icd10, verdict, unknown) => {
    expect(comes({ icd10 }, institution)).toMatchObject({ verdict, unknown });
  });

  it('never says compliant at a hospital, whatever is missing', () => {
    const nothing = { contract: null, visit: null, coverage: null };
    const verdict = comes({ facts: someFacts(nothing), icd10: null, deptCode: null });
    expect(verdict).toMatchObject({ verdict: 'unreferred', unknown: ['diagnosis', 'coverage', 'department'] });
    expect(verdict.benefit?.unknown).toEqual(['coverage']);
  });
});

describe('an emergency', () => {
  it('is exempt whatever nobody knows', () => {
    const nothing = { contract: null, visit: null, coverage: null };
    const up = { chiefComplaint: 'Found unconscious' };
    const bare = { urgencyClass: 'U1' as const, requested: undefined, firstVisitEncounterId: undefined, up };
    expect(submitted(nothing, bare)).toMatchObject({ verdict: 'exempt', code: 'EX01', penalty: false, unknown: [] });
  });
});

describe('what is shown of a verdict', () => {
  const tuberculosis = comes({ icd10: 'A15.0', evidence: { infectiousReport: { no: 'IDR-000077' } } });

  it('names an exemption that tells a disease only to who treats', () => {
    expect(verdictView(tuberculosis, true)).toMatchObject({ verdict: 'exempt', code: 'EX06' });
    const desk = verdictView(tuberculosis, false);
    expect(desk).toMatchObject({ verdict: 'exempt', codeSealed: true, reasons: [] });
    expect(JSON.stringify(desk)).not.toMatch(/EX06|传染病|infectious/);
  });

  it('holds no number of a report', () => {
    expect(JSON.stringify(tuberculosis)).not.toContain('IDR-000077');
  });

  it('has words in both languages for every verdict', () => {
    for (const verdict of VERDICTS) {
      const { zh, en } = verdictView({ ...comes(), verdict }, true).text;
      expect([zh.length > 10, en.length > 10]).toEqual([true, true]);
    }
  });
});
