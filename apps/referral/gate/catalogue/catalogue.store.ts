import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import { takeTurn } from '#service/database/turns.js';
import type { CatalogueLineView } from './catalogue.dto.js';

/** What would have begun later never begins; what is in force ends with the day before. */
const END: Statement = {
  name: 'catalogue-end',
  text: `UPDATE first_visit_catalogue SET valid_to = greatest(valid_from, $2::date)
          WHERE county = $1 AND (valid_to IS NULL OR valid_to > greatest(valid_from, $2::date))`,
};

const LAST_VERSION: Statement = {
  name: 'catalogue-last-version',
  text: 'SELECT coalesce(max(version), 0) AS version FROM first_visit_catalogue WHERE county = $1',
};

const IN_FORCE: Statement = {
  name: 'catalogue-in-force',
  text: `SELECT icd10_from AS "icd10From", icd10_to AS "icd10To", tier, version, valid_from::text AS "validFrom",
                valid_to::text AS "validTo", approved_by AS "approvedBy", source
           FROM first_visit_catalogue
          WHERE county = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) AND icd10_from > $3
          ORDER BY icd10_from LIMIT $4`,
};

/** Number of the next edition; the editions before it end at `validFrom`. Two of one county never come to be at once. */
export async function beginEdition(tx: EntityManager, county: string, validFrom: string): Promise<number> {
  await takeTurn(tx, 'first-visit-catalogue', county);
  const [last] = await run<{ version: number }>(tx, LAST_VERSION, [county]);
  await run(tx, END, [county, validFrom]);
  return (last?.version ?? 0) + 1;
}

type LineRow = Omit<CatalogueLineView, 'validTo'> & { validTo: string | null };

/** Lines in force that day, after a code, in the order of the codes; one more than the limit. */
export async function linesOn(
  tx: EntityManager,
  county: string,
  day: string,
  page: { after: string; limit: number },
): Promise<CatalogueLineView[]> {
  const rows = await run<LineRow>(tx, IN_FORCE, [county, day, page.after, page.limit + 1]);
  return rows.map(({ validTo, ...row }) => ({ ...row, ...(validTo ? { validTo } : {}) }));
}
