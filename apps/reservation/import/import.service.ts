import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import type { Row } from '#service/import/csv.js';
import { fileRefused, type RowError, rowError } from '#service/import/row-error.js';
import { type FieldError, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import type { SessionDraft } from '../supply/draft.dto.js';
import { examineDrafts } from '../supply/draft.js';
import { accountKey, type Draft } from '../supply/publication.js';
import { readAccounts } from '../supply/publication.store.js';
import { compareKnown, previewPublication, publish } from '../supply/publish.js';
import { accountView } from '../supply/views.js';
import type { ImportedRow, ImportView } from './import.dto.js';
import { readRoster } from './roster.js';

/** Rosters as files. They are published like any other draft: this only reads them and says where a fault stands. */
@Injectable()
export class ImportService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
  ) {}

  /**
   * Publishes a whole file or nothing of it; 201, or 200 when all was known.
   * @throws Problem 422 `ROSTER_INVALID` with every faulty cell, 409 `EXTERNAL_ID_TAKEN`, 422 `ALLOTMENT_BELOW_FLOOR`
   */
  run(write: Write, csv: string): Promise<Answer<ImportView>> {
    return this.writes.perform(
      write,
      async (tx, now) => {
        const { rows, drafts } = await read(tx, now, write.principal, csv);
        const published = await publish(tx, now, write.principal, drafts).catch((error) => {
          throw atLines(error, rows);
        });
        const items = published.map(({ session, known }, at): ImportedRow => {
          const outcome = known ? 'unchanged' : 'created';
          return { line: lineOf(rows, at), externalId: session.externalId, outcome, sessionId: session.id };
        });
        const keys = new Map(published.map(({ session }) => [accountKey(session), session]));
        const accounts = await readAccounts(tx, write.principal.county, write.principal.institution, [
          ...keys.values(),
        ]);
        const view = viewOf(false, items, accounts.map(accountView));
        return { status: view.created > 0 ? 201 : 200, body: view };
      },
      SYSTEM,
    );
  }

  /** What {@link run} would do now. Nothing is written; a key used for it stays free. */
  preview(principal: Principal, csv: string): Promise<Answer<ImportView>> {
    return this.database.transaction(SYSTEM, async (tx, now) => {
      const { rows, drafts } = await read(tx, now, principal, csv);
      const { known, accounts } = await previewPublication(tx, now, principal, drafts).catch((error) => {
        throw atLines(error, rows);
      });
      const items = drafts.map(({ externalId }, at): ImportedRow => {
        const session = known.get(externalId);
        const outcome = session ? 'unchanged' : 'created';
        return { line: lineOf(rows, at), externalId, outcome, sessionId: session?.id };
      });
      return { status: 200, body: viewOf(true, items, accounts.map(accountView)) };
    });
  }
}

/** @throws Problem 422 with all that is wrong in the file, and with what was published before with other content */
async function read(
  tx: EntityManager,
  now: Date,
  principal: Principal,
  csv: string,
): Promise<{ rows: Row<SessionDraft>[]; drafts: Draft[] }> {
  const { rows, errors } = readRoster(csv);
  const { drafts, errors: faults } = examineDrafts(
    rows.map(({ value }) => value),
    now,
  );
  if (errors.length === 0 && faults.length === 0) return { rows, drafts };
  const { errors: taken } = await compareKnown(tx, principal, drafts);
  const found = [...errors, ...[...faults, ...taken].map((fault) => atLine(fault, rows))];
  throw fileRefused('ROSTER_INVALID', found);
}

/** A refusal of sessions as one of lines. */
function atLines(error: unknown, rows: readonly Row<SessionDraft>[]): unknown {
  if (!(error instanceof Problem) || !error.errors) return error;
  const { status, code, message: detail, errors } = error;
  return new Problem({ status, code, detail, errors: errors.map((fault) => atLine(fault, rows)) });
}

/** `sessions.<n>.<column>` as the line and column of the file. */
function atLine({ field, code, message }: FieldError, rows: readonly Row<SessionDraft>[]): RowError {
  const [, at = '', ...column] = field.split('.');
  return rowError(lineOf(rows, Number(at)), column.join('.'), code, message);
}

const lineOf = (rows: readonly Row<SessionDraft>[], at: number): number => rows[at]?.line ?? 1;

function viewOf(dryRun: boolean, rows: ImportedRow[], accounts: ImportView['accounts']): ImportView {
  const created = rows.filter(({ outcome }) => outcome === 'created').length;
  return { dryRun, created, unchanged: rows.length - created, rows, accounts };
}
