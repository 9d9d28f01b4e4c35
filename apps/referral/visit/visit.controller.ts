import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Discharge, FIRST_VISIT_EXAMPLE, JudgedVisit, RecordVisit, VisitView } from './visit.dto.js';
import { Visits } from './visits.js';

@ApiTags('visits')
@Controller('v1/visits')
export class VisitController {
  constructor(private readonly visits: Visits) {}

  /** Records a visit at the caller's institution, of any tier, with what the fund gate says of it. */
  @Post()
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'department-head', 'his-adapter')
  @ApiBody({ type: RecordVisit, examples: { 'first visit': { value: FIRST_VISIT_EXAMPLE } } })
  @ApiCreatedResponse({ type: JudgedVisit })
  record(@WriteRequest() write: Write, @Body() form: RecordVisit): Promise<Answer<JudgedVisit>> {
    return this.visits.record(write, form);
  }

  /** One visit with its clinical text; the read is recorded. */
  @Get(':id')
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'department-head', 'referral-desk')
  @ApiOkResponse({ type: VisitView })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<VisitView>> {
    return this.visits.read(caller, id);
  }

  /** An inpatient stay ends: what it cost, and what was paid of the deductible. */
  @Post(':id/discharges')
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'department-head', 'ward-nurse', 'his-adapter')
  @Answers(201, JudgedVisit)
  discharge(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() form: Discharge,
  ): Promise<Answer<JudgedVisit>> {
    return this.visits.discharge(write, id, form);
  }
}
