import { standingOf } from './decision';

describe('a decision that a key asks for', () => {
  const reject = { action: 'reject', transition: 'T07', method: 'POST' as const, href: '/' };
  const refused = [{ action: 'accept', code: 'NOT_DELEGATED', detail: 'Not delegated.' }];

  it('is open where the API names its action', () => {
    expect(standingOf('reject', { actions: [reject], refused })).toEqual({ action: reject });
    expect(standingOf('advise', { actions: [reject], refused })).toEqual({ action: reject });
  });

  it('says what stands in the way', () => {
    expect(standingOf('accept', { actions: [], refused })).toEqual({ code: 'NOT_DELEGATED', detail: 'Not delegated.' });
  });

  it('leaves it to the state where nothing is said', () => {
    expect(standingOf('redirect', { actions: [], refused })).toEqual({});
  });
});
