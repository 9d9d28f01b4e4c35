import { scrollFor, visibleRows } from './visible-rows';

describe('rows in sight', () => {
  it('are few of many', () => {
    expect(visibleRows(500, { scrollTop: 0, height: 400, rowHeight: 40 })).toEqual({ first: 0, last: 20 });
    expect(visibleRows(500, { scrollTop: 4000, height: 400, rowHeight: 40 })).toEqual({ first: 90, last: 120 });
    expect(visibleRows(3, { scrollTop: 0, height: 400, rowHeight: 40 })).toEqual({ first: 0, last: 3 });
  });

  it('follow the cursor by no more than is needed', () => {
    const at = { scrollTop: 400, height: 400, rowHeight: 40 };
    expect(scrollFor(12, at)).toBe(400);
    expect(scrollFor(9, at)).toBe(360);
    expect(scrollFor(20, at)).toBe(440);
  });
});
