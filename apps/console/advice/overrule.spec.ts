import { needsReason } from './overrule';

describe('a decision against the advice', () => {
  const up = { advice: 'up', class: 'U3' } as const;
  const stay = { advice: 'stay' } as const;

  it('needs a reason where less is done, or less urgently', () => {
    expect(needsReason(up, { plan: 'stay' })).toBe(true);
    expect(needsReason(up, { plan: 'up', urgencyClass: 'U4' })).toBe(true);
    expect(needsReason({ advice: 'emergency', class: 'U1' }, { plan: 'up', urgencyClass: 'U2' })).toBe(true);
  });

  it('needs one where more is done, unless the form has said it', () => {
    expect(needsReason(stay, { plan: 'up', urgencyClass: 'U4' })).toBe(true);
    expect(needsReason(stay, { plan: 'up', urgencyClass: 'U4', reasons: ['patient-request'] })).toBe(false);
  });

  it('needs none for an emergency, or where the advice is followed', () => {
    expect(needsReason(stay, { plan: 'emergency' })).toBe(false);
    expect(needsReason(stay, { plan: 'up', urgencyClass: 'U1' })).toBe(false);
    expect(needsReason(up, { plan: 'up', urgencyClass: 'U3' })).toBe(false);
    expect(needsReason(up, { plan: 'up', urgencyClass: 'U2' })).toBe(false);
  });
});
