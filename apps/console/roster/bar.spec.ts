import { segmentsOf, togetherOf } from './bar';

const session = (more: object = {}) => ({
  ...{ protected: 2, familyTaken: 1, otherTaken: 1, publicTaken: 3, emergencyTaken: 1, free: 4, capacity: 9, extra: 1 },
  ...more,
});
const units = (segments: ReturnType<typeof segmentsOf>) =>
  Object.fromEntries(segments.map(({ part, units: n }) => [part, n]));

describe("a session's bar", () => {
  it('adds up to all units', () => {
    const segments = segmentsOf(session());
    expect(units(segments)).toEqual({ family: 1, protected: 2, open: 5, free: 2 });
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(100);
  });

  it('keeps no unit for family doctors that does not exist', () => {
    expect(units(segmentsOf(session({ protected: 3, free: 1 })))).toMatchObject({ protected: 1, free: 0 });
  });

  it('is empty where nothing is offered', () => {
    const nothing = { protected: 0, familyTaken: 0, otherTaken: 0, publicTaken: 0, emergencyTaken: 0, free: 0 };
    expect(segmentsOf(session(nothing)).every(({ share }) => share === 0)).toBe(true);
  });

  it('leaves stopped sessions out of the day', () => {
    const day = togetherOf([session(), session({ stoppedAt: '2026-11-22T00:00:00Z' })]);
    expect(units(day)).toEqual({ family: 1, protected: 2, open: 5, free: 2 });
  });
});
