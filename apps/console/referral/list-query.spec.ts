import { queryOf } from './list-query';

const of = (search: string, cursor?: string) => queryOf((name) => new URLSearchParams(search).get(name) ?? '', cursor);

describe('queryOf', () => {
  it('asks for the inbox unless something else is said', () => {
    expect(of('')).toEqual({ box: 'inbox' });
    expect(of('box=outbox')).toEqual({ box: 'outbox' });
  });

  it('hands filters, several states and the page on', () => {
    expect(of('state=accepted,reserved&urgency=U2&overdue=true&other=1', 'next')).toEqual({
      box: 'inbox',
      urgency: 'U2',
      overdue: 'true',
      state: ['accepted', 'reserved'],
      cursor: 'next',
    });
  });
});
