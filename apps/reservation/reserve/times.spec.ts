import { instantOf } from '#service/calendar/local-time.js';
import { type HoldBounds, holdUntil, noShowAt, reviewHoldUntil } from './hold-time.js';
import { jitterOf, type OpeningPolicy, openingOf } from './opening.js';

const T = '2026-03-12';
const at = (days: number, time: string) => instantOf(T, { days, at: time });
const BOUNDS: HoldBounds = { release2At: at(1, '12:00'), closesAt: at(0, '07:30') };
const DAY = 24 * 60;

describe('how long a hold lasts (domain §7.5)', () => {
  it('after stage 2 it ends half an hour before the start', () =>
    expect(holdUntil(at(1, '20:00'), DAY, BOUNDS)).toEqual(at(0, '07:30')));

  it('a review hold lasts until the receiver must have answered', () =>
    expect(reviewHoldUntil(at(9, '10:00'), 30, at(8, '09:00'), BOUNDS)).toEqual(at(8, '09:00')));

  it('a bed is kept for its class after the later of confirmation and planned admission', () => {
    expect(noShowAt(at(0, '08:00'), at(1, '08:00'), 30)).toEqual(at(0, '08:30'));
    expect(noShowAt(at(0, '08:00'), at(0, '10:00'), 30, 360)).toEqual(at(0, '16:00'));
  });
});

const POLICY: OpeningPolicy = {
  openFamilyDoctor: { days: 14, at: '08:00' },
  openPublic: { days: 7, at: '08:00' },
  openRecurring: { days: 98, at: '00:00' },
  minLeadMinutes: DAY,
  stage1: { days: 2, at: '18:00' },
  stage2: { days: 1, at: '12:00' },
  preparedStage1: { days: 3, at: '18:00' },
  preparedStage2: { days: 2, at: '12:00' },
  holdbackUntil: { days: 0, at: '07:30' },
  bedOffersUntil: { days: 0, at: '16:00' },
  jitterMinutes: 0,
  lateSupplyMinutes: 60,
  holdEndsBeforeStartMinutes: 30,
};
const roster = {
  institution: '990101H01',
  pool: 'expert-slot' as const,
  date: T,
  startsAt: at(0, '08:00'),
  endsAt: at(0, '12:00'),
  prepared: false,
};

describe('the opening clock (domain §7.1, §7.4)', () => {
  it('opens to family doctors 14 days ahead, to the public 7', () =>
    expect(openingOf(roster, at(20, '09:00'), POLICY)).toEqual({
      opensFamilyAt: at(14, '08:00'),
      opensPublicAt: at(7, '08:00'),
      release1At: at(2, '18:00'),
      release2At: at(1, '12:00'),
      holdbackAt: at(0, '07:30'),
      closesAt: at(0, '07:30'),
    }));

  it('a late roster leaves family doctors 24 h alone, at the latest until stage 1', () => {
    expect(openingOf(roster, at(5, '09:00'), POLICY)).toMatchObject({
      opensFamilyAt: at(5, '09:00'),
      opensPublicAt: at(4, '09:00'),
    });
    expect(openingOf(roster, at(2, '09:00'), POLICY).opensPublicAt).toEqual(at(2, '18:00'));
  });

  it('a roster later than stage 2 keeps its reserve for an hour, not past the morning', () => {
    expect(openingOf(roster, at(1, '15:00'), POLICY)).toMatchObject({
      opensPublicAt: at(1, '15:00'),
      release2At: at(1, '16:00'),
    });
    expect(openingOf(roster, at(0, '07:00'), POLICY).release2At).toEqual(at(0, '07:30'));
    expect(openingOf(roster, at(0, '07:40'), POLICY).release2At).toEqual(at(0, '07:40'));
  });

  it('a prepared exam is released a day earlier and holds nothing back', () =>
    expect(openingOf({ ...roster, pool: 'exam', prepared: true }, at(20, '09:00'), POLICY)).toMatchObject({
      release1At: at(3, '18:00'),
      release2At: at(2, '12:00'),
      holdbackAt: null,
    }));

  it('beds have one release, on the day at 16:00', () =>
    expect(
      openingOf({ ...roster, pool: 'inpatient-bed', endsAt: at(0, '24:00') }, at(10, '09:00'), POLICY),
    ).toMatchObject({
      release1At: null,
      release2At: at(0, '16:00'),
      holdbackAt: null,
      closesAt: at(0, '24:00'),
    }));

  it('spreads the releases of institutions over some minutes, always the same for one', () => {
    const minutes = ['990101H01', '990101H02', '990101H03', '990102H01'].map((code) => jitterOf(code, 10));
    expect(new Set(minutes).size).toBeGreaterThan(1);
    expect(jitterOf('990101H01', 10)).toBe(jitterOf('990101H01', 10));
  });
});
