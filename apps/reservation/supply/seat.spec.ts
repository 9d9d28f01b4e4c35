import fc from 'fast-check';
import { cutEvenly, freeSeat, freeTimes, type Segment, seatRows, seatTime, withoutSeat } from './seat.js';

const at = (time: string): Date => new Date(`2026-03-06T${time}:00+08:00`);
const session = (segments: Segment[] | null, seats: { topSeat?: number; freedSeats?: number[] } = {}) => ({
  startsAt: at('08:00'),
  endsAt: at('12:00'),
  segments,
  capacity: (segments ?? []).reduce((sum, segment) => sum + segment.seats, 0),
  extra: 0,
  topSeat: 0,
  freedSeats: [],
  ...seats,
});
/** 08:00 three seats, 08:30 two, 10:00 one, after a pause. */
const THREE: Segment[] = [
  { from: 0, to: 30, seats: 3 },
  { from: 30, to: 60, seats: 2 },
  { from: 120, to: 150, seats: 1 },
];

describe('cutting a session evenly', () => {
  it.each([
    ['what does not divide goes to the earlier parts', 60, 10, [3, 3, 2, 2]],
    ['the last part is what is left', 90, 9, [3, 3, 3]],
    ['more parts than seats: the later ones fall away', 30, 3, [1, 1, 1]],
    ['a part longer than the session is the session', 600, 7, [7]],
  ])('%s', (_, minutes, seats, expected) => {
    expect(cutEvenly(session(null), minutes, seats).map((segment) => segment.seats)).toEqual(expected);
  });

  it('says minutes after the start and never passes the end', () => {
    expect(cutEvenly(session(null), 90, 3)).toEqual([
      { from: 0, to: 90, seats: 1 },
      { from: 90, to: 180, seats: 1 },
      { from: 180, to: 240, seats: 1 },
    ]);
  });
});

describe('the time of a seat', () => {
  it.each([
    [1, '08:00', '08:30'],
    [3, '08:00', '08:30'],
    [4, '08:30', '09:00'],
    [6, '10:00', '10:30'],
    [7, '10:00', '10:30'],
  ])('seat %i is at %s; seats beyond all segments are in the last', (seat, from, to) => {
    expect(seatTime(session(THREE), seat)).toEqual({ startsAt: at(from), endsAt: at(to) });
  });

  it('without segments every seat is the whole session', () => {
    expect(seatTime(session(null), 17)).toEqual({ startsAt: at('08:00'), endsAt: at('12:00') });
  });
});

describe('free seats by time', () => {
  const rows = (seats = 6) => seatRows(session(THREE), seats).map(({ first, last }) => [first, last]);

  it('numbers the seats of each segment; an extra unit lies in the last', () => {
    expect(rows()).toEqual([
      [1, 3],
      [4, 5],
      [6, 6],
    ]);
    expect(rows(8).at(-1)).toEqual([6, 8]);
  });

  it.each([
    ['nothing given yet', { topSeat: 0, freedSeats: [] }, [1, 4, 6]],
    ['the first part is full', { topSeat: 3, freedSeats: [] }, [undefined, 4, 6]],
    ['a seat came back', { topSeat: 5, freedSeats: [2] }, [2, undefined, 6]],
    [
      'somebody wanted 10:00: the seats before are free',
      { topSeat: 6, freedSeats: [1, 2, 3, 4, 5] },
      [1, 4, undefined],
    ],
  ])('%s', (_, seats, expected) => {
    const one = session(THREE, seats);
    expect(seatRows(one, 6).map((row) => freeSeat(one, row))).toEqual(expected);
    const times = ['08:00', '08:30', '10:00'].filter((_time, i) => expected[i] !== undefined);
    expect(freeTimes(one)).toEqual(times.map(at));
  });

  it('taking a later seat leaves those before it free', () => {
    expect(withoutSeat(session(THREE), 4)).toEqual({ topSeat: 4, freedSeats: [1, 2, 3] });
    expect(withoutSeat(session(THREE, { topSeat: 4, freedSeats: [1, 3] }), 3)).toEqual({ topSeat: 4, freedSeats: [1] });
  });

  it('gives every seat exactly once, in whatever order the segments are asked for', () => {
    const segment = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat()), (sizes, choices) => {
        const segments = sizes.map((seats, i) => ({ from: i * 10, to: i * 10 + 10, seats }));
        let one = session(segments);
        const given: number[] = [];
        for (let free = freeRows(one); free.length > 0; free = freeRows(one)) {
          const { seat } = free[(choices.next().value as number) % free.length]!;
          given.push(seat);
          one = { ...one, ...withoutSeat(one, seat) };
        }
        expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: one.capacity }, (_, i) => i + 1));
      }),
    );
  });

  const freeRows = (one: ReturnType<typeof session>) =>
    seatRows(one, one.capacity).flatMap((row) => {
      const seat = freeSeat(one, row);
      return seat === undefined ? [] : [{ seat }];
    });
});
