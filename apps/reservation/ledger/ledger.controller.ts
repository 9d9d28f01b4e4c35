import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { notFound } from '#service/problem/problem.js';
import { SupplyService } from '../supply/supply.service.js';
import { entryView, LedgerEntryView } from './ledger.dto.js';
import { readEntries } from './ledger.store.js';

/** The proof of a session's counters: its entries add up to them. */
@ApiTags('supply')
@Controller('v1/sessions')
export class LedgerController {
  constructor(
    private readonly supply: SupplyService,
    private readonly database: Database,
  ) {}

  /** Entries of one session, the oldest first. */
  @Get(':id/ledger')
  @Roles('his-adapter', 'referral-desk', 'roster-manager', 'bed-manager', 'county-health-authority')
  @AnswersPageOf(LedgerEntryView)
  async read(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<LedgerEntryView>> {
    const session = await this.supply.find(caller, id);
    const isOthers = session.institution !== caller.institution && !caller.roles.includes('county-health-authority');
    if (isOthers) throw notFound();
    const [after = null] = readCursor(cursor, 'uuid');
    const rows = await this.database.transaction(SYSTEM, (tx) => readEntries(tx, session, after, limit + 1));
    return toPage(rows, limit, entryView, (entry) => [entry.id]);
  }
}
