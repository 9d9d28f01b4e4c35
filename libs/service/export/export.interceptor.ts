import { PassThrough } from 'node:stream';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { v7 } from 'uuid';
import { recordAccess } from '../audit/access-log.js';
import type { WithPrincipal } from '../auth/decorators.js';
import type { Principal } from '../auth/principal.js';
import { scopeOf } from '../auth/scope-of.js';
import { Database } from '../database/database.js';
import { logger } from '../logging/logger.js';
import type { Page } from '../paging/cursor.js';
import type { Cell, Column, Language } from './column.js';
import { Directories } from './directory.js';
import type { ExportFormat } from './export.dto.js';
import { Say } from './say.js';
import { MEDIA_TYPES, type SheetWriter, writerOf } from './sheet-writer.js';

const EXPORTED = 'fenji:exported';
const ROWS_AT_ONCE = '100';

interface Exported<Item> {
  /** Also the name of the file. */
  readonly list: string;
  readonly columns: readonly Column<Item>[];
}

/**
 * Lets a list be had as a file, at the same address (`?format=` or `Accept`): for the same roles, with the same filters,
 * page by page as the list itself gives it.
 */
export function Exports<Item>(list: string, columns: readonly Column<Item>[]): MethodDecorator {
  return applyDecorators(SetMetadata(EXPORTED, { list, columns }), UseInterceptors(ExportInterceptor));
}

/** Asks the handler for one page after the other and writes them down: no export holds a list, or a transaction, whole. */
@Injectable()
export class ExportInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly directories: Directories,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Page<unknown>>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & WithPrincipal>();
    const format = formatOf(request);
    if (!format) return next.handle();
    const exported = this.reflector.get<Exported<unknown>>(EXPORTED, context.getHandler());
    const page = (cursor?: string) => {
      turnTo(request, cursor);
      return firstValueFrom(next.handle());
    };
    return from(this.file(request, format, exported, page));
  }

  /** The first page is read before anything is answered: what is refused is refused as ever. */
  private async file(
    request: Request & WithPrincipal,
    format: ExportFormat,
    { list, columns }: Exported<unknown>,
    page: (cursor?: string) => Promise<Page<unknown>>,
  ): Promise<StreamableFile> {
    const first = await page();
    const { county } = await this.record(request, list);
    const out = new PassThrough();
    const say = new Say(languageOf(request), await this.directories.of(county));
    const writer = await writerOf(format, out, list);
    const rowsOf = ({ items }: Page<unknown>) => items.map((item) => rowOf(item, columns, say));
    const header = headerOf(columns, say.language);
    writeAll(writer, first, page, rowsOf, header).catch((error: unknown) => {
      logger.warn({ err: error, list }, 'export broke off');
      out.destroy(error instanceof Error ? error : undefined);
    });
    return new StreamableFile(out, {
      type: MEDIA_TYPES[format],
      disposition: `attachment; filename="${list}.${format}"`,
    });
  }

  /** Who took which list away, and by the id of the request how it was filtered (domain §14). */
  private async record({ principal }: WithPrincipal, list: string): Promise<Principal> {
    if (!principal) throw new Error('An export needs a caller');
    await this.database.transaction(scopeOf(principal), (tx, at) =>
      recordAccess(tx, principal, { subject: 'export', subjectId: v7(), purpose: `export-${list}`, at }),
    );
    return principal;
  }
}

/** The codes stand behind what people read: a machine finds them, nobody has to look past them. */
const headerOf = (columns: readonly Column<unknown>[], language: Language): string[] => [
  ...columns.map((column) => column[language]),
  ...columns.flatMap(({ code, zh, en }) => (code ? [language === 'en' ? `${en} (code)` : `${zh}代码`] : [])),
];

const rowOf = (item: unknown, columns: readonly Column<unknown>[], say: Say): Cell[] => [
  ...columns.map(({ of }) => of(item, say)),
  ...columns.flatMap(({ code }) => (code ? [code(item)] : [])),
];

async function writeAll(
  writer: SheetWriter,
  first: Page<unknown>,
  page: (cursor: string) => Promise<Page<unknown>>,
  rowsOf: (page: Page<unknown>) => Cell[][],
  header: string[],
): Promise<void> {
  await writer.rows([header]);
  let now = first;
  for (;;) {
    await writer.rows(rowsOf(now));
    if (now.next === undefined) break;
    now = await page(now.next);
  }
  await writer.end();
}

/** What the handler reads next: the page is the export's own affair. */
function turnTo(request: Request, cursor: string | undefined): void {
  const { cursor: _, limit: __, ...filters } = request.query;
  const value = cursor === undefined ? filters : { ...filters, limit: ROWS_AT_ONCE, cursor };
  Object.defineProperty(request, 'query', { value, configurable: true, writable: true, enumerable: true });
}

function formatOf(request: Request): ExportFormat | undefined {
  const { format } = request.query;
  if (format === 'csv' || format === 'xlsx') return format;
  if (format !== undefined) return undefined;
  const accepted = request.header('accept') ?? '';
  if (accepted.startsWith('text/csv')) return 'csv';
  return accepted.startsWith(MEDIA_TYPES.xlsx) ? 'xlsx' : undefined;
}

const languageOf = (request: Request): Language =>
  request.header('accept-language')?.toLowerCase().startsWith('en') ? 'en' : 'zh';
