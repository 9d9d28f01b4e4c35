import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { FIRST_VISIT_EXAMPLE, RecordVisit, VisitLine, VisitView } from './visit.dto.js';
import { Visits } from './visits.js';

@ApiTags('visits')
@Controller('v1/visits')
export class VisitController {
  constructor(private readonly visits: Visits) {}

  /** Records a visit at the caller's institution. */
  @Post()
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor')
  @ApiBody({ type: RecordVisit, examples: { 'first visit': { value: FIRST_VISIT_EXAMPLE } } })
  @ApiCreatedResponse({ type: VisitLine })
  record(@WriteRequest() write: Write, @Body() form: RecordVisit): Promise<Answer<VisitLine>> {
    return this.visits.record(write, form);
  }

  /** One visit with its clinical text; the read is recorded. */
  @Get(':id')
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'referral-desk')
  @ApiOkResponse({ type: VisitView })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<VisitView> {
    return this.visits.read(caller, id);
  }
}
