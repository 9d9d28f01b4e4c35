import { NATION } from '#service/calendar/calendar.js';
import type { StoredTable } from '#service/calendar/calendar.store.js';
import { DAY_MS } from '#service/calendar/local-time.js';
import type { DayKind } from '#service/rules/working-hours.js';
import { idOf } from './ids.js';

/** First and last day of each holiday, then its make-up days on weekends. */
const HOLIDAYS: readonly [zh: string, en: string, from: string, to: string, ...madeUp: string[]][] = [
  ['元旦', 'New Year', '2026-01-01', '2026-01-03', '2026-01-04'],
  ['春节', 'Spring Festival', '2026-02-15', '2026-02-23', '2026-02-14', '2026-02-28'],
  ['清明节', 'Qingming Festival', '2026-04-04', '2026-04-06'],
  ['劳动节', 'Labour Day', '2026-05-01', '2026-05-05', '2026-05-09'],
  ['端午节', 'Dragon Boat Festival', '2026-06-19', '2026-06-21'],
  ['中秋节', 'Mid-Autumn Festival', '2026-09-25', '2026-09-27'],
  ['国庆节', 'National Day', '2026-10-01', '2026-10-07', '2026-09-20', '2026-10-10'],
];

/** The nation's table of 2026: 33 holidays, 6 make-up days. */
export const HOLIDAYS_2026: StoredTable = {
  county: NATION,
  year: 2026,
  basis: 'whole-year',
  version: 1,
  id: idOf('calendar', `${NATION}:2026:whole-year`),
  source:
    '[official] General Office of the State Council, arrangement of holidays in 2026, 4 November 2025; read in reprints [unverified]',
  publishedBy: 'demo',
  publishedAt: new Date('2025-11-04T00:00:00+08:00'),
  days: HOLIDAYS.flatMap(([name, nameEn, from, to, ...madeUp]) => [
    ...daysOf(from, to).map((day) => ({ day, kind: 'holiday' as DayKind, name, nameEn })),
    ...madeUp.map((day) => ({
      day,
      kind: 'working-day' as DayKind,
      name: `${name}调休`,
      nameEn: `Make-up day, ${nameEn}`,
    })),
  ]),
};

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
