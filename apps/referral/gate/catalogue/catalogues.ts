import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { readCsv, type Sheet } from '#service/import/csv.js';
import { fileRefused, rowError } from '#service/import/row-error.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { type FieldError, rulesBroken } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import {
  type CatalogueChange,
  type CatalogueEdition,
  type CatalogueImportQuery,
  CatalogueLine,
  type CatalogueLineView,
  type CatalogueQuery,
} from './catalogue.dto.js';
import { FirstVisitCatalogue } from './catalogue.entity.js';
import { editionFaults } from './catalogue.js';
import { beginEdition, linesOn } from './catalogue.store.js';

const SHEET: Sheet<CatalogueLine> = {
  row: CatalogueLine,
  required: ['icd10From', 'icd10To', 'tier'],
  optional: [],
  numbers: ['tier'],
  mostRows: 500,
};

/** The county's catalogue of first-visit diseases, by editions. */
@Injectable()
export class Catalogues {
  constructor(
    private readonly writes: Writes,
    private readonly database: Database,
  ) {}

  /** Lines in force on a day. */
  list(caller: Principal, { on, cursor, limit }: CatalogueQuery): Promise<Page<CatalogueLineView>> {
    return this.database.transaction(scopeOf(caller), async (tx, now) => {
      const [after = ''] = readCursor(cursor, 'text');
      const rows = await linesOn(tx, caller.county, on ?? localDate(now), { after, limit });
      return toPage(
        rows,
        limit,
        (row) => row,
        (row) => [row.icd10From],
      );
    });
  }

  /** A new edition as a whole. @throws Problem 400 with every wrong line, 422 for a day that is over */
  publish(write: Write, edition: CatalogueEdition): Promise<Answer<CatalogueChange>> {
    const faults = editionFaults(edition.lines, (at) => `lines.${at}`);
    if (faults.length > 0) throw validationFailed(faults);
    return this.writes.perform(write, (tx, now) => this.store(tx, write.principal, edition, now));
  }

  /** The same from a file, all or nothing. @throws Problem 422 with every faulty cell */
  import(write: Write, csv: string, query: CatalogueImportQuery): Promise<Answer<CatalogueChange>> {
    const about = aboutEdition(query);
    const { rows, errors } = readCsv(csv, SHEET);
    const lines = rows.map(({ value }) => value);
    const lineOf = (at: number) => rows[at]?.line ?? 1;
    const faults = editionFaults(lines, String).map(({ field, code, message }: FieldError) =>
      rowError(lineOf(Number(field)), 'icd10From', code, message),
    );
    const wrong = [...errors, ...faults];
    if (wrong.length > 0) throw fileRefused('CATALOGUE_INVALID', wrong);
    const edition = { ...about, lines };
    if (query.dryRun !== 'true')
      return this.writes.perform(write, (tx, now) => this.store(tx, write.principal, edition, now));
    return this.database.transaction(scopeOf(write.principal), async (_, now) => {
      assertNotOver(edition, now);
      const body = { dryRun: true, version: 0, validFrom: edition.validFrom, lines: lines.length };
      return { status: 200, body };
    });
  }

  private async store(
    tx: EntityManager,
    { county }: Principal,
    { validFrom, approvedBy, source, lines }: CatalogueEdition,
    now: Date,
  ): Promise<Answer<CatalogueChange>> {
    assertNotOver({ validFrom }, now);
    const version = await beginEdition(tx, county, validFrom);
    const about = { county, version, validFrom, validTo: null, approvedBy, source };
    await tx.insert(
      FirstVisitCatalogue,
      lines.map(({ icd10From, icd10To, tier }) => ({ ...about, icd10From, icd10To, tier })),
    );
    return { status: 201, body: { dryRun: false, version, validFrom, lines: lines.length } };
  }
}

function aboutEdition({ validFrom, approvedBy, source }: CatalogueImportQuery): Omit<CatalogueEdition, 'lines'> {
  if (validFrom && approvedBy && source) return { validFrom, approvedBy, source };
  const given = { validFrom, approvedBy, source };
  const missing = (['validFrom', 'approvedBy', 'source'] as const).filter((field) => !given[field]);
  const message = 'Needed as a query parameter: a file says nothing of it.';
  throw validationFailed(missing.map((field) => ({ field, code: 'required', message })));
}

function assertNotOver({ validFrom }: { validFrom: string }, now: Date): void {
  if (validFrom >= localDate(now)) return;
  const message = 'What was in force is not rewritten: an edition begins today or later.';
  const errors = [{ field: 'validFrom', code: 'past', message }];
  throw rulesBroken(message, errors);
}
