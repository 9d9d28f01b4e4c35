import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsInstant, isInstant } from './is-instant.js';

class Field {
  @IsInstant() at: string;
}

describe('an instant', () => {
  it.each([
    '2026-11-26T08:00:00+08:00',
    '2026-11-26T08:00:00-12:00',
    '2026-11-26T00:00Z',
    '2026-11-26T00:00:00.123Z',
    '2026-11-26',
  ])('may be %s', (at) => {
    expect(isInstant(at)).toBe(true);
    expect(validateSync(plainToInstance(Field, { at }))).toEqual([]);
    expect(new Date(at).getTime()).not.toBeNaN();
  });

  it.each([
    '2027-02-30T08:00:00Z',
    '2026-W10-1T10:00Z',
    '2026-123',
    '20261120T101010Z',
    '2026-11-20T10.5Z',
    '2026-11-20T10Z',
    '9999-12-31T23:00:00Z',
    '2026-11-26T08:00:00+16:00',
    'tomorrow',
  ])('is never %s', (at) => {
    expect(isInstant(at)).toBe(false);
    expect(validateSync(plainToInstance(Field, { at }))).toHaveLength(1);
  });

  it('is a text', () => expect(validateSync(plainToInstance(Field, { at: 20261120 }))).toHaveLength(1));
});
