import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Exports } from '#service/export/export.interceptor.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Reveals } from './reveals.js';
import { TRACE_COLUMNS } from './trace.columns.js';
import { ClinicalView, RevealForm, RevealView, TraceItem, TraceQuery, TraceView } from './trace.dto.js';
import { Traces } from './traces.js';

/** Referrals for who oversees them: everything that happened, nothing clinical without a reason (domain §14). */
@ApiTags('supervision')
@Controller('v1/traces')
export class TraceController {
  constructor(
    private readonly traces: Traces,
    private readonly reveals: Reveals,
  ) {}

  /** Newest first; also as a file. The consortium office sees what touches its members. */
  @Get()
  @Roles('county-health-authority', 'consortium-office')
  @Exports('traces', TRACE_COLUMNS)
  @AnswersPageOf(TraceItem)
  list(@Caller() caller: Principal, @Query() query: TraceQuery): Promise<Page<TraceItem>> {
    return this.traces.list(caller, query);
  }

  /** One referral minute by minute: events, deadlines, rungs, and who has taken note of them. The read is recorded. */
  @Get(':id')
  @Roles('county-health-authority', 'consortium-office')
  @Answers(200, TraceView)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<TraceView> {
    return this.traces.read(caller, id);
  }

  /** The reason why the clinical text must be read; kept with the referral, it opens the text for half an hour. */
  @Post(':id/reveals')
  @Roles('county-health-authority')
  @Answers(201, RevealView)
  reveal(@WriteRequest() write: Write, @UuidParam() id: string, @Body() form: RevealForm): Promise<Answer<RevealView>> {
    return this.reveals.open(write, id, form);
  }

  /** The clinical text, after a reason; the read is recorded with it. */
  @Get(':id/clinical')
  @Roles('county-health-authority')
  @Header('Cache-Control', 'no-store')
  @Answers(200, ClinicalView)
  clinical(@Caller() caller: Principal, @UuidParam() id: string): Promise<ClinicalView> {
    return this.reveals.read(caller, id);
  }
}
