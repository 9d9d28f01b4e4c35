import { formatPosition, parsePosition } from './position.js';

describe('position of a stream', () => {
  it('survives the way to the client and back', () => {
    const position = new Map([
      ['desk:990101:990101H01', 12],
      ['department:990101:990101H01:03.04', 0],
      ['practitioner:0198f0c0-0000-7000-8000-000000000001', 7],
    ]);
    expect(parsePosition(formatPosition(position))).toEqual(position);
  });

  it('is empty where the client has none', () => {
    expect(parsePosition('').size).toBe(0);
  });

  it.each(['7', 'desk:990101:990101H01=', 'desk=1', 'desk:1=1,', 'desk:1=-1', 'x'.repeat(9_000)])(
    'refuses %.20s',
    (text) => {
      expect(() => parsePosition(text)).toThrow('Last-Event-ID');
    },
  );
});
