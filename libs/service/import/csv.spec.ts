import { IsBoolean, IsInt, IsOptional, IsString } from 'class-validator';
import { readCsv, type Sheet } from './csv.js';
import { fileRefused, rowError } from './row-error.js';

class Place {
  @IsString() name: string;
  @IsOptional() @IsInt() height?: number | null;
  @IsOptional() @IsBoolean() open?: boolean;
  @IsOptional() @IsString({ each: true }) tags?: string[];
}

const SHEET: Sheet<Place> = {
  row: Place,
  required: ['name'],
  optional: ['height', 'open', 'tags'],
  numbers: ['height'],
  flags: ['open'],
  lists: ['tags'],
  emptied: '-',
  mostRows: 3,
};
const read = (...lines: string[]) => readCsv(['name,height,open,tags', ...lines].join('\n'), SHEET);

describe('a CSV file', () => {
  it('gives each cell the type of its column', () => {
    expect(read('a,-5,true,x; y').rows).toEqual([
      { line: 2, value: { name: 'a', height: -5, open: true, tags: ['x', 'y'] } },
    ]);
  });

  it('leaves a field out where the cell is empty, and empties it where the cell says so', () => {
    expect(read('a,,,').rows[0]?.value).toEqual({ name: 'a' });
    expect(read('a,-,,').rows[0]?.value).toEqual({ name: 'a', height: null });
  });

  it('names the cell of a wrong number and of a wrong truth value', () => {
    expect(read('a,tall,perhaps,').errors.map(({ field }) => field)).toEqual(['csv.2.height', 'csv.2.open']);
  });

  it.each(['a\uFFFD', 'a\0'])('refuses a file of another encoding at its line: %j', (cell) => {
    expect(read('b', cell).errors).toEqual([rowError(3, '', 'not-utf-8', 'save the file as UTF-8')]);
  });

  it('refuses a file with its faults in the order of the lines', () => {
    const refused = fileRefused('X', [rowError(9, 'a', 'b', 'c'), rowError(2, '', 'd', 'e')]);
    expect(refused.status).toBe(422);
    expect(refused.errors?.map(({ field }) => field)).toEqual(['csv.2', 'csv.9.a']);
  });
});
