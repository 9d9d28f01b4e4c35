import 'reflect-metadata';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, readCursor, toPage } from './cursor.js';

describe('cursors', () => {
  it('give back the values they were made of', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
    fc.assert(fc.property(fc.array(value), (values) => expect(decodeCursor(encodeCursor(values))).toEqual(values)));
  });

  it.each([
    '',
    'nonsense',
    encodeCursor(['a']),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[{}, 1]').toString('base64url'),
  ])('refuse %j where two values are wanted', (text) => {
    expect(() => decodeCursor(text, 2)).toThrow(expect.objectContaining({ status: 400, code: 'CURSOR_INVALID' }));
  });

  it('are none on the first page', () => {
    expect(readCursor(undefined, 'instant', 'uuid')).toEqual([]);
  });

  it.each([
    ['date', '2027-02-30'],
    ['date', '0000-01-01'],
    ['instant', 'yesterday'],
    ['instant', '2026-11-26T08:00:00+23:00'],
    ['uuid', '1'],
    ['text', 1],
    ['text', 'a\0'],
    ['integer', 1.5],
    ['integer', '1'],
  ] as const)('refuse a %s of another list: %j', (kind, value) => {
    expect(() => readCursor(encodeCursor([value]), kind)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
  });

  it('cut a result of one row too many to a page that knows its next', () => {
    const page = toPage(
      [1, 2, 3],
      2,
      (n) => ({ n }),
      (n) => [n],
    );
    expect(page.items).toEqual([{ n: 1 }, { n: 2 }]);
    expect(decodeCursor(page.next ?? '')).toEqual([2]);
    expect(
      toPage(
        [1, 2],
        2,
        (n) => n,
        (n) => [n],
      ),
    ).toEqual({ items: [1, 2] });
    expect(
      toPage(
        [],
        2,
        (n) => n,
        () => [],
      ),
    ).toEqual({ items: [] });
  });
});
