import { judge, type ReferralFacts, type VerdictInput } from './verdict.js';

const PROVEN = { proven: true, reasons: ['first-visit-proven' as const] };
const MISSING = { proven: false, reasons: ['first-visit-missing' as const] };

const REFERRAL: ReferralFacts = {
  direction: 'up',
  urgencyClass: 'U3',
  pair: 'consortium',
  validUntil: '2026-03-13T00:30:00.000Z',
  fromTier: 2,
  toTier: 3,
  firstVisit: PROVEN,
  skipReason: null,
  skipAllowed: false,
};
const SUBMIT: VerdictInput = {
  at: '2026-03-06T00:30:00.000Z',
  exemption: null,
  referral: REFERRAL,
  arrival: null,
  inCatalogue: true,
};
const ARRIVAL = { at: '2026-03-11T01:00:00.000Z', tier: 3 as const };

const verdictOf = (change: Partial<VerdictInput>) => judge({ ...SUBMIT, ...change }, 'r1').verdict;

describe('verdict of the fund gate (domain §3.2, the first row that matches)', () => {
  it('row 1: an exemption makes the visit exempt, whatever else is missing', () => {
    const verdict = judge(
      { ...SUBMIT, exemption: 'EX03', referral: { ...REFERRAL, pair: 'none', firstVisit: MISSING } },
      'r1',
    );
    expect(verdict).toMatchObject({ verdict: 'exempt', code: 'EX03', penalty: false });
  });

  it('row 2: neither consortium nor agreement is out of network', () => {
    expect(verdictOf({ referral: { ...REFERRAL, pair: 'none', firstVisit: MISSING } })).toBe('out-of-network');
  });

  it('row 2 does not touch U1 and U2', () => {
    expect(verdictOf({ referral: { ...REFERRAL, pair: 'none', urgencyClass: 'U2' } })).toBe('compliant-expected');
  });

  it('row 3: an arrival after the validity', () => {
    expect(verdictOf({ arrival: { at: '2026-03-13T00:30:00.001Z', tier: 3 } })).toBe('expired-referral');
  });

  it('row 3 does not touch an arrival at the last instant, nor a referral without end', () => {
    expect(verdictOf({ arrival: { at: '2026-03-13T00:30:00.000Z', tier: 3 } })).toBe('compliant');
    expect(verdictOf({ arrival: ARRIVAL, referral: { ...REFERRAL, validUntil: null } })).toBe('compliant');
  });

  it('row 4: a missing first visit breaks the chain and is named', () => {
    const verdict = judge({ ...SUBMIT, referral: { ...REFERRAL, firstVisit: MISSING } }, 'r1');
    expect(verdict).toMatchObject({ verdict: 'chain-broken', reasons: ['first-visit-missing'], penalty: true });
  });

  it('row 4: a tier passed over without a reason breaks the chain', () => {
    expect(verdictOf({ referral: { ...REFERRAL, fromTier: 1 } })).toBe('chain-broken');
  });

  it.each(['critical', 'no-subject', 'no-equipment'])(
    'row 4: a tier may be passed over because of %s',
    (skipReason) => {
      expect(verdictOf({ referral: { ...REFERRAL, fromTier: 1, skipReason } })).toBe('compliant-expected');
    },
  );

  it('row 4: a county may allow tiers to be passed over', () => {
    expect(verdictOf({ referral: { ...REFERRAL, fromTier: 1, skipAllowed: true } })).toBe('compliant-expected');
  });

  it('row 4: a hospital’s onward or down referral needs no first visit', () => {
    expect(verdictOf({ referral: { ...REFERRAL, fromTier: 3, toTier: 4, firstVisit: MISSING } })).toBe(
      'compliant-expected',
    );
    expect(
      verdictOf({ referral: { ...REFERRAL, direction: 'down', fromTier: 3, toTier: 2, firstVisit: MISSING } }),
    ).toBe('compliant-expected');
  });

  it('row 5: all in order is compliant-expected before arrival and compliant at arrival', () => {
    expect(verdictOf({})).toBe('compliant-expected');
    expect(verdictOf({ arrival: ARRIVAL })).toBe('compliant');
  });

  it('row 6: without a referral a disease of the catalogue is a bypass', () => {
    expect(judge({ ...SUBMIT, referral: null, arrival: ARRIVAL }, 'r1')).toMatchObject({
      verdict: 'bypass-first-visit',
      penalty: true,
    });
  });

  it('row 7: without a referral any other disease is unreferred', () => {
    expect(verdictOf({ referral: null, arrival: ARRIVAL, inCatalogue: false })).toBe('unreferred');
  });

  it('keeps its inputs and the rule version, so that it can be judged again', () => {
    const verdict = judge(SUBMIT, '2026-01-01.3f9a1c2e');
    expect(verdict.ruleSetVersion).toBe('2026-01-01.3f9a1c2e');
    expect(judge(verdict.inputs, verdict.ruleSetVersion)).toEqual(verdict);
  });
});
