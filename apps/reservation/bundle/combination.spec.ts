import fc from 'fast-check';
import { v7 } from 'uuid';
import type { BundlePart } from '#contracts/parts.js';
import { daysBetween, instantOf, localDate } from '#service/calendar/local-time.js';
import { reserveOf } from '../reserve/floor.js';
import type { Session } from '../supply/session.entity.js';
import type { Allotment } from '../unit/allot.js';
import type { UnitRequest } from '../unit/request.js';
import { combine, goesWith } from './combination.js';

const DAY = '2026-03-12';
const NOW = instantOf(DAY, { days: 12, at: '09:00' });
const time = (days: number, at: string) => instantOf(DAY, { days: -days, at });

function session(pool: Session['pool'], group: string, days: number, from: string, to: string, capacity = 10): Session {
  const startsAt = time(days, from);
  const endsAt = time(days, to);
  const far = instantOf(DAY, { days: -60, at: '00:00' });
  return {
    county: '990101',
    id: v7(),
    version: 1,
    institution: 'H01',
    externalId: v7(),
    pool,
    group,
    date: localDate(startsAt),
    startsAt,
    endsAt,
    place: 'Room 1',
    segments: null,
    capacity,
    extra: 0,
    reserve: reserveOf(capacity, 2000),
    released: 0,
    familyTaken: 0,
    otherTaken: 0,
    publicTaken: 0,
    emergencyTaken: 0,
    shortfall: 0,
    stoppedAt: null,
    lateUntil: null,
    frozen: false,
    opensFamilyAt: new Date(0),
    opensPublicAt: far,
    release2At: far,
    closesAt: endsAt,
    stage: 0,
    freshUnits: 0,
    freshUntil: null,
    topSeat: 0,
    freedSeats: [],
    firstHoldEnd: null,
  } as unknown as Session;
}

const wish = (bundle: BundlePart[]): UnitRequest => ({
  asker: 'family',
  urgencyClass: 'U3',
  pool: 'expert-slot',
  group: '03.04',
  earliest: time(-5, '00:00'),
  latest: time(20, '00:00'),
  candidates: [{ county: '990101', institution: 'H01' }],
  patientId: v7(),
  purpose: 'review',
  channel: 'fd-referral',
  actor: 'family-doctor',
  bundle,
});

const CT: BundlePart = { pool: 'exam', group: 'ct', when: 'before', withinDays: 2 };
const ECHO: BundlePart = { pool: 'exam', group: 'echo', when: 'same-day', withinDays: 0 };
const BED: BundlePart = { pool: 'inpatient-bed', group: '03.04', when: 'after', withinDays: 1 };

const found = (bundle: BundlePart[], main: Session[], ...parts: Session[][]): Allotment[] | undefined =>
  combine(wish(bundle), { main, parts }, { now: NOW, gapMinutes: 30, busy: [] });
const ids = (allotments: Allotment[] | undefined) => allotments?.map(({ session: { id } }) => id);

describe('a combination of units', () => {
  const expert = session('expert-slot', '03.04', 0, '14:00', '15:00');

  it.each([
    ['the same day, before the expert', 0, '10:00', '11:00', true],
    ['two days before', -2, '16:00', '17:00', true],
    ['three days before', -3, '10:00', '11:00', false],
    ['after the expert', 0, '16:00', '17:00', false],
    ['so near that the patient cannot be at both (V08)', 0, '13:20', '13:50', false],
  ])('has its exam %s', (_, days, from, to, fits) => {
    const ct = session('exam', 'ct', days, from, to);
    expect(ids(found([CT], [expert], [ct]))).toEqual(fits ? [expert.id, ct.id] : undefined);
  });

  it.each([
    ['on the expert’s day', 0, true],
    ['on the day after', 1, true],
    ['two days after', 2, false],
    ['on the day before', -1, false],
  ])('has its bed %s', (_, days, fits) => {
    const bed = session('inpatient-bed', '03.04', days, '00:00', '24:00');
    expect(ids(found([BED], [expert], [bed]))).toEqual(fits ? [expert.id, bed.id] : undefined);
  });

  it('takes the part that lies nearest', () => {
    const far = session('exam', 'ct', -2, '10:00', '11:00');
    const near = session('exam', 'ct', 0, '08:00', '09:00');
    expect(ids(found([CT], [expert], [far, near]))).toEqual([expert.id, near.id]);
  });

  it('goes on to a later main unit where the first has no companion', () => {
    const next = session('expert-slot', '03.04', 7, '14:00', '15:00');
    const ct = session('exam', 'ct', 6, '10:00', '11:00');
    expect(ids(found([CT], [expert, next], [ct]))).toEqual([next.id, ct.id]);
  });

  it('finds the seat of the main session that leaves time for the exam before it', () => {
    const morning = {
      ...session('expert-slot', '03.04', 0, '08:00', '12:00'),
      segments: [
        { from: 0, to: 60, seats: 2 },
        { from: 180, to: 240, seats: 2 },
      ],
      capacity: 4,
      reserve: 4,
    } as Session;
    const ct = session('exam', 'ct', 0, '09:00', '10:00');
    const both = found([{ ...CT, withinDays: 0 }], [morning], [ct]);
    expect(both?.[0]?.time.startsAt).toEqual(time(0, '11:00'));
  });

  it.each([
    ['nowhere', []],
    ['on the wrong side of the expert only', [session('exam', 'echo', -20, '08:00', '09:00')]],
  ])('gives up soon where one part is %s, however many others there are', (_, echo) => {
    const segments = Array.from({ length: 6 }, (_, at) => ({ from: at * 30, to: at * 30 + 30, seats: 4 }));
    const weeks = (pool: Session['pool'], group: string) =>
      Array.from({ length: 40 }, (_, at) => ({
        ...session(pool, group, at >> 1, at % 2 ? '14:00' : '08:00', at % 2 ? '17:00' : '11:00', 24),
        segments,
        reserve: 24,
      })) as Session[];
    const parts = [{ ...CT, withinDays: 14 }, { ...CT, group: 'mr', withinDays: 14 }, ECHO];
    expect(found(parts, weeks('expert-slot', '03.04'), weeks('exam', 'ct'), weeks('exam', 'mr'), echo)).toBeUndefined();
  });

  it('is all or nothing', () => {
    const ct = session('exam', 'ct', 0, '10:00', '11:00');
    const full = { ...session('exam', 'echo', 0, '08:00', '09:00'), publicTaken: 10, reserve: 0 } as Session;
    expect(found([CT, ECHO], [expert], [ct], [full])).toBeUndefined();
  });

  it('is always compatible, whole and inside its windows, whatever the supply', () => {
    const band = fc.record({
      days: fc.integer({ min: -3, max: 8 }),
      hour: fc.integer({ min: 7, max: 18 }),
      capacity: fc.integer({ min: 0, max: 3 }),
    });
    const part = fc.record({
      pool: fc.constant('exam' as const),
      group: fc.constantFrom('ct', 'echo', 'mri'),
      when: fc.constantFrom('before' as const, 'after' as const, 'same-day' as const),
      withinDays: fc.integer({ min: 0, max: 3 }),
    });
    const hour = (at: number) => `${String(at).padStart(2, '0')}:00`;
    const of = (pool: Session['pool'], group: string, bands: { days: number; hour: number; capacity: number }[]) =>
      bands.map(({ days, hour: at, capacity }) => session(pool, group, days, hour(at), hour(at + 1), capacity));
    const bands = fc.array(band, { maxLength: 5 });
    fc.assert(
      fc.property(
        bands,
        fc.uniqueArray(fc.tuple(part, bands), { maxLength: 3, selector: ([{ group }]) => group }),
        (mains, wanted) => {
          const bundle = wanted.map(([one]) => one);
          const choice = {
            main: of('expert-slot', '03.04', mains),
            parts: wanted.map(([one, supply]) => of('exam', one.group, supply)),
          };
          const request = wish(bundle);
          const taken = combine(request, choice, { now: NOW, gapMinutes: 30, busy: [] });
          if (!taken) return;
          const [main, ...parts] = taken;
          expect(parts).toHaveLength(bundle.length);
          expect(taken.every(({ session: one }) => one.reserve > 0)).toBe(true);
          expect(main!.time.startsAt >= request.earliest && main!.time.startsAt <= request.latest).toBe(true);
          parts.forEach((one, at) => {
            expect(goesWith(bundle[at]!, one.time, main!.time)).toBe(true);
            expect(choice.parts[at]).toContain(one.session);
            const apart = Math.abs(daysBetween(localDate(main!.time.startsAt), localDate(one.time.startsAt)));
            expect(apart).toBeLessThanOrEqual(bundle[at]!.when === 'same-day' ? 0 : bundle[at]!.withinDays);
          });
          for (const one of taken) {
            for (const other of taken.filter((another) => another !== one)) {
              const gap = 30 * 60_000;
              const apart =
                one.time.endsAt.getTime() + gap <= other.time.startsAt.getTime() ||
                other.time.endsAt.getTime() + gap <= one.time.startsAt.getTime();
              expect(apart).toBe(true);
            }
          }
        },
      ),
    );
  });
});
