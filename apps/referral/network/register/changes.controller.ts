import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Database } from '#service/database/database.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, readCursor, toPage } from '#service/paging/cursor.js';
import { ChangesQuery, NetworkChangeView } from './changes.dto.js';
import { type ChangeRow, listChanges } from './changes.store.js';
import { KINDS } from './kinds.js';

/** The log of the care network: nothing is changed or taken away without a trace. */
@ApiTags('network')
@Controller('v1/network/changes')
export class ChangesController {
  constructor(private readonly database: Database) {}

  /** Changes of the county's network, the newest first. */
  @Get()
  @Roles('county-health-authority')
  @AnswersPageOf(NetworkChangeView)
  async list(@Caller() caller: Principal, @Query() query: ChangesQuery): Promise<Page<NetworkChangeView>> {
    const table = KINDS.find(({ name }) => name === query.kind)?.table;
    const [before] = readCursor(query.cursor, 'integer');
    const rows = await this.database.transaction(scopeOf(caller), (tx) =>
      listChanges(tx, caller.county, table, before, query.limit),
    );
    return toPage(rows, query.limit, view, ({ seq }) => [Number(seq)]);
  }
}

function view({ at, kind: table, action, account, before, after }: ChangeRow): NetworkChangeView {
  const kind = KINDS.find((one) => one.table === table)?.name ?? table;
  return {
    at: at.toISOString(),
    kind,
    action,
    ...(account ? { account } : {}),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  };
}
