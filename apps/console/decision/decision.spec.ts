import { decisionOf, standingOf } from './decision';

describe('a decision as the API takes it', () => {
  it('accepts without a word', () => {
    expect(decisionOf('accept', {})).toEqual({ decision: 'accept' });
  });

  it('declines with where to go instead', () => {
    expect(decisionOf('reject', { reason: 'no-capacity', institution: '990101H02', text: ' full ' })).toEqual({
      decision: 'reject',
      reason: 'no-capacity',
      alternative: { institution: '990101H02' },
      text: 'full',
    });
  });

  it('declines with advice', () => {
    expect(decisionOf('advise', { reason: 'not-indicated', advice: 'Control in two weeks' })).toEqual({
      decision: 'reject',
      reason: 'not-indicated',
      alternative: { advice: 'Control in two weeks' },
    });
  });

  it('redirects to a department', () => {
    expect(decisionOf('redirect', { reason: 'wrong-department', institution: '990101H01', deptCode: '03.01' })).toEqual(
      {
        decision: 'redirect',
        reason: 'wrong-department',
        to: { institution: '990101H01', deptCode: '03.01' },
      },
    );
  });
});

describe('what stands in the way of a decision', () => {
  const refused = [{ action: 'accept', code: 'NOT_DELEGATED', detail: 'Not delegated.' }];
  const actions = [
    { action: 'reject', transition: 'T07', method: 'POST' as const, href: '/', reasons: ['duplicate' as const] },
  ];

  it('is nothing where the API names the action, within its reasons', () => {
    expect(standingOf('advise', { actions, refused })).toEqual({ open: true, reasons: ['duplicate'] });
  });

  it('is what the API says', () => {
    expect(standingOf('accept', { actions, refused })).toEqual({
      open: false,
      code: 'NOT_DELEGATED',
      detail: 'Not delegated.',
    });
  });

  it('is the state itself where nothing is said', () => {
    expect(standingOf('redirect', { actions, refused })).toEqual({ open: false });
  });
});
