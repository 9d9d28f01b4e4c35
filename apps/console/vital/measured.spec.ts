import { measured } from './measured';

const NOW = '2026-03-06T00:20:00.000Z';

describe('vital signs as they were typed', () => {
  it('are taken now where nobody said when', () => {
    expect(measured({ sbp: 152, dbp: null }, NOW)).toEqual({ sbp: 152, at: NOW });
    expect(measured({ temp: 36.6, at: '2026-03-06T08:00:00+08:00' }, NOW)?.at).toBe('2026-03-06T08:00:00+08:00');
  });

  it('are nothing where nothing was measured', () => {
    expect(measured(undefined, NOW)).toBeUndefined();
    expect(measured({ at: NOW, sbp: null }, NOW)).toBeUndefined();
  });
});
