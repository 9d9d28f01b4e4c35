import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addToOutbox } from '#messaging/outbox.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { localDate } from '#service/calendar/local-time.js';
import { Database } from '#service/database/database.js';
import { readCsv } from '#service/import/csv.js';
import { fileRefused, rowError } from '#service/import/row-error.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { forbidden, Problem } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Networks } from '../networks.js';
import { ledBy } from './keepers.store.js';
import { fieldsOf, type Kind, type Row, sheetOf } from './kind.js';
import { judgeLeads, type LeadWarning } from './leads.js';
import { type Hand, OUTCOMES, putRows, type Result } from './put.js';
import type { ImportedView, RegisteredView, RegisterQuery } from './register.dto.js';
import { listRows, openRegister, rehearse, versionNow } from './register.store.js';
import { changed } from './telling.js';

/** Who puts rows of which kind, when; a rehearsal tells nobody. */
interface Putting {
  kind: Kind;
  principal: Principal;
  now: Date;
  dryRun?: boolean;
}

/** What a batch of rows came to. */
interface Batch {
  results: Result[];
  warnings: LeadWarning[];
  version: number;
}

/** Keeps the care network: rows one by one or as files, all or nothing, each change told. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly networks: Networks,
  ) {}

  /** Rows of the caller's county by their key. */
  async list(kind: Kind, caller: Principal, query: RegisterQuery): Promise<Page<Row>> {
    const { on, institution, limit, cursor } = query;
    const after = readCursor(cursor, ...kind.key.map(() => 'text' as const));
    // Contracts are many and of patients: each house lists its own.
    const house = kind.inMemory === false ? caller.institution : institution;
    const filter = { county: caller.county, on, institution: house, after, limit };
    const rows = await this.database.transaction(scopeOf(caller), (tx) => listRows(tx, kind, filter));
    const shown = [...fieldsOf(kind), 'tier', 'institution', 'warnings'];
    return toPage(
      rows,
      limit,
      (row) => Object.fromEntries(shown.flatMap((field) => (row[field] === undefined ? [] : [[field, row[field]]]))),
      (row) => kind.key.map((field) => String(row[field])),
    );
  }

  /**
   * Puts one row: 201 where it is new, else 200. The same content again changes nothing.
   * @throws Problem 403 for a row of others, 409 `NETWORK_REFUSED` for what may not hold at the same time
   */
  put(kind: Kind, write: Write, row: Row): Promise<Answer<RegisteredView>> {
    return this.writes.perform(write, async (tx, now) => {
      const { results, warnings, version } = await this.apply(tx, { kind, principal: write.principal, now }, [row]);
      const [result] = results;
      if (!result || 'fault' in result) throw refused(result);
      return { status: result.outcome === 'created' ? 201 : 200, body: { outcome: result.outcome, version, warnings } };
    });
  }

  /** Takes a whole file or nothing of it; 201, or 200 where nothing was new. @throws Problem 422 with every fault of it */
  import(kind: Kind, write: Write, csv: string): Promise<Answer<ImportedView>> {
    return this.writes.perform(write, async (tx, now) => {
      const view = await this.take(tx, { kind, principal: write.principal, now }, csv);
      return { status: view.created > 0 ? 201 : 200, body: view };
    });
  }

  /** What {@link import} would do now. Nothing is kept; a key used for it stays free. */
  preview(kind: Kind, principal: Principal, csv: string): Promise<Answer<ImportedView>> {
    return this.database.transaction(scopeOf(principal), async (tx, now) => {
      const view = await rehearse(tx, () => this.take(tx, { kind, principal, now, dryRun: true }, csv));
      return { status: 200, body: view };
    });
  }

  private async take(tx: EntityManager, putting: Putting, csv: string) {
    const { kind, dryRun = false } = putting;
    const { rows, errors } = readCsv(csv, sheetOf(kind));
    const given = rows.map(({ value }) => value as Row);
    const lineOf = (at: number) => rows[at]?.line ?? 1;
    const { results, warnings, version } = await this.apply(tx, putting, given);
    const faults = [...repeated(kind, given), ...results.filter((result) => 'fault' in result)].map(({ at, fault }) =>
      rowError(lineOf(at), fault.column, fault.code, fault.message),
    );
    if (errors.length + faults.length > 0) throw fileRefused('NETWORK_INVALID', [...errors, ...faults]);
    const done = results.filter((result) => 'outcome' in result);
    const lines = done.map(({ at, outcome }) => ({ line: lineOf(at), outcome }));
    const [created, changed, unchanged, withdrawn] = OUTCOMES.map(
      (wanted) => lines.filter(({ outcome }) => outcome === wanted).length,
    ) as [number, number, number, number];
    return { dryRun, created, changed, unchanged, withdrawn, version, warnings, rows: lines };
  }

  private async apply(tx: EntityManager, putting: Putting, rows: readonly Row[]): Promise<Batch> {
    const { kind, principal, now, dryRun } = putting;
    const day = localDate(now);
    if (kind.inMemory !== false) await openRegister(tx, principal.account);
    const hand: Hand = { principal, day, led: await ledBy(tx, principal.county, principal.institution, day) };
    const results = await putRows(tx, kind, rows, hand);
    const { rules } = await this.networks.of(principal.county);
    const minLevel = rules.number('consortium.lead.minLevel', { county: principal.county }, day);
    const warnings = kind.judgesLeads ? await judgeLeads(tx, principal.county, minLevel) : [];
    const version = await versionNow(tx);
    if (!dryRun) await addToOutbox(tx, changed(kind, results, hand, version, now));
    return { results, warnings, version };
  }
}

function refused(result: (Result & { fault: { column: string; code: string; message: string } }) | undefined): Problem {
  const {
    column: field,
    code,
    message,
  } = result?.fault ?? { column: '', code: 'not-taken', message: 'Nothing was taken.' };
  if (code === 'not-yours') return forbidden('FORBIDDEN', message);
  return new Problem({ status: 409, code: 'NETWORK_REFUSED', detail: message, errors: [{ field, code, message }] });
}

/** A row that stands twice in one file: the second would silently overrule the first. */
function repeated(kind: Kind, rows: readonly Row[]) {
  const seen = new Set<string>();
  return rows.flatMap((row, at) => {
    const key = JSON.stringify(kind.key.map((field) => row[field] ?? null));
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ at, fault: { column: kind.key[0] ?? '', code: 'twice', message: 'A row above has the same key.' } }];
  });
}
