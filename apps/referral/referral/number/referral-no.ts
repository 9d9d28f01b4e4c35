import type { Direction } from '#contracts/codes.js';

const LETTERS: Record<Direction, string> = { up: 'U', down: 'D', lateral: 'L' };
const DIGITS: Record<string, number> = { U: 1, D: 2, L: 3 };

/**
 * `{division6}{yyyymmdd}{U|D|L}{seq7}{check1}` (domain §4.1).
 * @param sequence 1..9999999 within county, local day and direction
 */
export function referralNo(county: string, day: string, direction: Direction, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 9_999_999)
    throw new RangeError('Sequence out of range');
  const body = `${county}${day.replaceAll('-', '')}${LETTERS[direction]}${String(sequence).padStart(7, '0')}`;
  return body + checkCharacter(body);
}

/** ISO 7064 MOD 11-2 over the 22 characters, with U = 1, D = 2, L = 3. */
export function checkCharacter(body: string): string {
  let product = 0;
  for (const character of body) product = ((product + (DIGITS[character] ?? Number(character))) * 2) % 11;
  const check = (12 - product) % 11;
  return check === 10 ? 'X' : String(check);
}
