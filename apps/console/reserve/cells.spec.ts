import { breachesOf, faultsOf, shareOf } from './cells';

const cell = (more: object = {}) => ({
  published: 20,
  reserve: 4,
  reserveBps: 2000,
  requiredBps: 2000,
  belowFloor: false,
  shortfall: 0,
  stoppedSessions: 0,
  ...more,
});

describe('a day of the reserve', () => {
  it('has the share that is asked for, or none yet', () => {
    expect(shareOf(cell({ usableBps: 1500 }), 'usable')).toBe(1500);
    expect(shareOf(cell(), 'usable')).toBeUndefined();
    expect(shareOf(cell(), 'reserve')).toBe(2000);
  });

  it('names what is wrong, the worst first', () => {
    expect(faultsOf(cell())).toEqual([]);
    expect(faultsOf(cell({ belowFloor: true, stoppedSessions: 1 }))).toEqual(['below', 'stopped']);
  });
});

describe('breaches', () => {
  it('come with the worst kind first, then by day', () => {
    const map = {
      days: ['2026-03-06', '2026-03-07'],
      rows: [
        { institution: 'H01', cells: [cell({ shortfall: 1 }), null] },
        { institution: 'H02', cells: [cell(), cell({ belowFloor: true })] },
      ],
    };
    expect(breachesOf(map).map(({ row, date, faults }) => [row.institution, date, faults[0]])).toEqual([
      ['H02', '2026-03-07', 'below'],
      ['H01', '2026-03-06', 'shortfall'],
    ]);
  });
});
