import { draftOf } from './draft';

describe('a session that is published by hand', () => {
  const typed = {
    pool: 'expert-slot',
    group: '03.04',
    date: '2026-11-26',
    from: '08:00',
    to: '12:00',
    place: 'Room 12',
    capacity: 20,
  } as const;

  it("keeps the county's time", () => {
    expect(draftOf(typed)).toEqual({
      ...{ pool: 'expert-slot', group: '03.04', place: 'Room 12', capacity: 20 },
      startsAt: '2026-11-26T08:00:00+08:00',
      endsAt: '2026-11-26T12:00:00+08:00',
      externalId: 'console:expert-slot:03.04:2026-11-26:08:00',
    });
  });

  it('is another session for another doctor', () => {
    expect(draftOf({ ...typed, doctorId: ' dr-li ', segmentMinutes: 30 })).toMatchObject({
      doctorId: 'dr-li',
      segmentMinutes: 30,
      externalId: 'console:expert-slot:03.04:2026-11-26:08:00:dr-li',
    });
  });
});
