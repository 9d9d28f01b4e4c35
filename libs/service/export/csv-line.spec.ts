import { csvLine } from './csv-line.js';

describe('a line of an exported list', () => {
  it.each([
    [['a', 1, true, undefined], 'a,1,true,\r\n'],
    [['甲,乙', 'say "yes"', 'two\nlines'], '"甲,乙","say ""yes""","two\nlines"\r\n'],
    [['=1+1', '+86', '-1', '@sum', '\tx', '=HYPERLINK("x")'], `'=1+1,'+86,'-1,'@sum,'\tx,"'=HYPERLINK(""x"")"\r\n`],
    // A number is one, whatever its sign: it runs nothing.
    [[-5], '-5\r\n'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });
});
