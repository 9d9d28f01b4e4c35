import { faultsOf, lackingColumns } from './csv-preview';

const fault = (field: string) => ({ field, code: 'x', message: 'wrong' });

describe('the faults of a file', () => {
  it('stand at their lines, in order; what is of the whole file comes first', () => {
    expect(faultsOf([fault('line 12, column tier'), fault('rows.3.name'), fault('csv')])).toEqual([
      expect.objectContaining({ column: 'csv', message: 'wrong' }),
      { line: 3, column: 'name', words: ['problem:fault.at.rows-name.x', 'problem:fault.of.x'], message: 'wrong' },
      expect.objectContaining({ line: 12, column: 'tier' }),
    ]);
  });
});

describe('the header of a file', () => {
  it('may be quoted and begin with a byte order mark, in any order', () => {
    expect(lackingColumns('\uFEFFname,"code"\r\nA,1', ['code', 'name'])).toEqual([]);
    expect(lackingColumns('name\nA', ['code', 'name'])).toEqual(['code']);
  });
});
