import { mapOf } from './map.js';
import type { ReserveLine } from './report.dto.js';

const line = (institution: string, date: string, more: Partial<ReserveLine> = {}): ReserveLine =>
  ({
    institution,
    date,
    published: 20,
    reserve: 4,
    reserveBps: 2000,
    requiredBps: 2000,
    belowFloor: false,
    shortfall: 0,
    stoppedSessions: 0,
    ...more,
  }) as ReserveLine;

const DAYS = ['2026-03-06', '2026-03-07'];

describe('the map of the reserve', () => {
  it('has a row for each institution and a cell for each day, null where nothing is published', () => {
    const [row] = mapOf([line('H01', DAYS[1]!, { usableBps: 1500 })], DAYS);
    expect(row?.cells).toEqual([null, expect.objectContaining({ reserveBps: 2000, usableBps: 1500 })]);
  });

  it('puts what is below the floor first, then shortfalls, then too little that was usable', () => {
    const rows = mapOf(
      [
        line('H01', DAYS[0]!),
        line('H02', DAYS[0]!, { usableBps: 500 }),
        line('H03', DAYS[0]!, { shortfall: 2 }),
        line('H04', DAYS[1]!, { belowFloor: true }),
      ],
      DAYS,
    );
    expect(rows.map(({ institution }) => institution)).toEqual(['H04', 'H03', 'H02', 'H01']);
  });

  it('keeps the groups of one institution apart', () => {
    const rows = mapOf([line('H01', DAYS[0]!, { group: '05' }), line('H01', DAYS[0]!, { group: '03.04' })], DAYS);
    expect(rows.map(({ group }) => group)).toEqual(['03.04', '05']);
  });
});
