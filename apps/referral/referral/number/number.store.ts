import type { EntityManager } from 'typeorm';
import type { Direction } from '#contracts/codes.js';
import { run } from '#service/database/prepared.js';

const TAKE = {
  name: 'referral-number-take',
  text: `INSERT INTO referral_number AS taken (county, day, direction, last) VALUES ($1, $2, $3, $4)
         ON CONFLICT (county, day, direction) DO UPDATE SET last = taken.last + excluded.last RETURNING last`,
};

/** Takes the next `count` numbers; answers the last of them. */
export async function takeNumbers(
  tx: EntityManager,
  counter: { county: string; day: string; direction: Direction },
  count: number,
): Promise<number> {
  const [row] = await run<{ last: number }>(tx, TAKE, [counter.county, counter.day, counter.direction, count]);
  if (!row) throw new Error('The counter gave no number');
  return row.last;
}
