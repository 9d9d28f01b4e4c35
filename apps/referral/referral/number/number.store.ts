import type { EntityManager } from 'typeorm';
import type { Direction } from '#contracts/codes.js';
import { run } from '#service/database/prepared.js';

const TAKE = {
  name: 'referral-number-take',
  text: `INSERT INTO referral_number AS taken (county, day, direction, last) VALUES ($1, $2, $3, $4)
         ON CONFLICT (county, day, direction) DO UPDATE SET last = taken.last + excluded.last RETURNING last`,
};

const TAKE_AT_ONCE = { name: 'emergency-number-take', text: `SELECT nextval('emergency_number')::int AS last` };

/** One number of those that only emergencies get: taking it waits for nobody's commit. */
export async function takeEmergencyNumber(tx: EntityManager): Promise<number> {
  const [row] = await run<{ last: number }>(tx, TAKE_AT_ONCE, []);
  if (!row) throw new Error('The sequence gave no number');
  return row.last;
}

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
