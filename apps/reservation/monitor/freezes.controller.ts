import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { FreezeQuery, FreezeView, LiftRequest } from './freeze.dto.js';
import { Freezes } from './freezes.service.js';

/** Pools whose books do not agree: nothing is sold from them but to emergencies (domain §7.10). */
@ApiTags('supply')
@Controller('v1/freezes')
export class FreezesController {
  constructor(private readonly freezes: Freezes) {}

  /** The health authority sees its county, a hospital itself. */
  @Get()
  @Roles('county-health-authority', 'referral-desk', 'roster-manager', 'bed-manager', 'his-adapter')
  @AnswersPageOf(FreezeView)
  list(@Caller() caller: Principal, @Query() query: FreezeQuery): Promise<Page<FreezeView>> {
    return this.freezes.list(caller, query);
  }

  /** Sells the pool again; refused as long as a check fails. */
  @Post(':id/lifts')
  @Roles('county-health-authority')
  @Answers(201, FreezeView)
  lift(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: LiftRequest): Promise<Answer<FreezeView>> {
    return this.freezes.lift(write, id, body.reason);
  }
}
