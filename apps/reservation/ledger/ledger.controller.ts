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
import { entryView, LedgerEntryView, PlacedEntryView, placedView, ReferralLedgerQuery } from './ledger.dto.js';
import { readEntries, readReferralEntries } from './ledger.store.js';

/** The proof of a session's counters: its entries add up to them. */
@ApiTags('supply')
@Controller('v1')
export class LedgerController {
  constructor(
    private readonly supply: SupplyService,
    private readonly database: Database,
  ) {}

  /** Entries of one session, the oldest first. */
  @Get('sessions/:id/ledger')
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

  /** What the units of one referral did to the ledgers, the oldest first; for who supervises (domain §1: traceable). */
  @Get('ledger-entries')
  @Roles('county-health-authority')
  @AnswersPageOf(PlacedEntryView)
  ofReferral(
    @Caller() { county }: Principal,
    @Query() { referral, limit, cursor }: ReferralLedgerQuery,
  ): Promise<Page<PlacedEntryView>> {
    const [after = null] = readCursor(cursor, 'uuid');
    return this.database.transaction(SYSTEM, async (tx) => {
      const rows = await readReferralEntries(tx, county, referral, after, limit + 1);
      return toPage(rows, limit, placedView, (entry) => [entry.id]);
    });
  }
}
