import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { takeTurn } from '#service/database/turns.js';
import type { BenefitLadder } from './ladder.entity.js';

const SAME = 'region = $1 AND scheme = $2 AND care_type = $3 AND in_area = $4 AND compliant = $5';

const LAST_VERSION: Statement = {
  name: 'ladder-last-version',
  text: `SELECT coalesce(max(version), 0) AS version FROM benefit_ladder WHERE ${SAME}`,
};

/** What would have begun later never begins; what is in force ends with the day before. */
const END: Statement = {
  name: 'ladder-end',
  text: `UPDATE benefit_ladder SET valid_to = greatest(valid_from, $6::date)
          WHERE ${SAME} AND (valid_to IS NULL OR valid_to > greatest(valid_from, $6::date))`,
};

type Kind = Pick<BenefitLadder, 'region' | 'scheme' | 'careType' | 'inArea' | 'compliant'>;

/** Number of the next edition; the ones before end at `validFrom`. */
export async function beginLadder(tx: EntityManager, kind: Kind, validFrom: string): Promise<number> {
  const { region, scheme, careType, inArea, compliant } = kind;
  const same = [region, scheme, careType, inArea, compliant];
  await takeTurn(tx, 'benefit-ladder', region);
  const [last] = await run<{ version: number }>(tx, LAST_VERSION, same);
  await run(tx, END, [...same, validFrom]);
  return (last?.version ?? 0) + 1;
}
