import { type RuleRow, Rules } from './policy.js';

const row = (change: Partial<RuleRow>): RuleRow => ({
  scopeKind: 'nation',
  scopeCode: '',
  key: 'firstVisit.maxAge',
  version: 1,
  value: '30d',
  validFrom: '2020-01-01',
  validTo: null,
  ...change,
});
const PLACE = { county: '990101', consortium: 'c1', institution: '990101H01' };
const valueOf = (rows: RuleRow[], day = '2026-03-06') => new Rules('v', rows).value('firstVisit.maxAge', PLACE, day);

describe('rule rows (domain, conventions)', () => {
  it('the narrowest valid scope wins', () => {
    const nation = row({});
    const province = row({ scopeKind: 'province', scopeCode: '99', value: '28d' });
    const county = row({ scopeKind: 'county', scopeCode: '990101', value: '21d' });
    const consortium = row({ scopeKind: 'consortium', scopeCode: 'c1', value: '14d' });
    const institution = row({ scopeKind: 'institution', scopeCode: '990101H01', value: '7d' });
    expect(valueOf([institution, nation, county])).toBe('7d');
    expect(valueOf([consortium, nation, county])).toBe('14d');
    expect(valueOf([nation, county, province])).toBe('21d');
    expect(valueOf([nation, province])).toBe('28d');
  });

  it('a row of another place does not count', () => {
    expect(valueOf([row({}), row({ scopeKind: 'county', scopeCode: '990102', value: '1d' })])).toBe('30d');
  });

  it('a row counts from its first day to the day before its end', () => {
    const dated = row({
      scopeKind: 'county',
      scopeCode: '990101',
      value: '7d',
      validFrom: '2026-03-01',
      validTo: '2026-03-06',
    });
    expect(valueOf([row({}), dated], '2026-02-28')).toBe('30d');
    expect(valueOf([row({}), dated], '2026-03-05')).toBe('7d');
    expect(valueOf([row({}), dated], '2026-03-06')).toBe('30d');
  });

  it('the later version of one scope wins', () => {
    expect(valueOf([row({ version: 2, value: '20d' }), row({})])).toBe('20d');
  });

  it.each([
    ['10m', 10, 'minutes'],
    ['24h', 24, 'hours'],
    ['30d', 30, 'days'],
    ['4wh', 4, 'working-hours'],
  ])('reads %s', (value, amount, unit) => {
    expect(new Rules('v', [row({ value })]).duration('firstVisit.maxAge', PLACE, '2026-03-06')).toEqual({
      amount,
      unit,
    });
  });

  it('a rule that is missing or of the wrong kind stops the work', () => {
    const rules = new Rules('v', [row({ value: 'soon' })]);
    expect(() => rules.duration('firstVisit.maxAge', PLACE, '2026-03-06')).toThrow('no duration');
    expect(() => rules.number('route.hops', PLACE, '2026-03-06')).toThrow('no integer');
    expect(() => rules.flag('tier.allowSkip', PLACE, '2026-03-06')).toThrow('neither true nor false');
  });

  it('the desk decides only for departments that delegated it', () => {
    const rules = new Rules('v', [
      row({ key: 'decide.delegatedToDesk.03.04', scopeKind: 'institution', scopeCode: '990101H01', value: true }),
    ]);
    expect(rules.deskDecides('03.04', PLACE, '2026-03-06')).toBe(true);
    expect(rules.deskDecides('03.03', PLACE, '2026-03-06')).toBe(false);
    expect(rules.deskDecides('03.04', { county: '990101', institution: '990101H02' }, '2026-03-06')).toBe(false);
  });
});
