import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { NoticeTraces } from './notice-traces.js';
import { NoticeTraceItem, NoticeTraceQuery } from './trace.dto.js';

@ApiTags('supervision')
@Controller('v1/notice-traces')
@Roles('county-health-authority')
export class NoticeTraceController {
  constructor(private readonly traces: NoticeTraces) {}

  /** Which posts were told of a referral and took it on, and how it went out; no person. Of a referral of the county in every county, of others in the own one. The read is recorded. */
  @Get(':id')
  @AnswersPageOf(NoticeTraceItem)
  read(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: NoticeTraceQuery,
  ): Promise<Page<NoticeTraceItem>> {
    return this.traces.read(caller, id, query);
  }
}
