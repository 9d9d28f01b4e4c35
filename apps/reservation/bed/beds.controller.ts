import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { BedClosure, BedQuery, BedRegistrations, BedsView, BedView } from './bed.dto.js';
import { Beds } from './beds.service.js';

const EXAMPLE = { beds: [{ label: '5-12-2', group: '03.04', bedClass: 'general' }] };

/** Physical beds: which one a patient gets is decided at admission. */
@ApiTags('beds')
@Controller('v1/beds')
export class BedsController {
  constructor(private readonly beds: Beds) {}

  /** Registers beds of the own institution; the same label again changes the bed, and opens it if it was closed. */
  @Post()
  @Roles('his-adapter', 'bed-manager')
  @ApiBody({ type: BedRegistrations, examples: { 'a bed': { value: EXAMPLE } } })
  @Answers(201, BedsView)
  register(@WriteRequest() write: Write, @Body() body: BedRegistrations): Promise<Answer<BedsView>> {
    return this.beds.register(write, body);
  }

  /** Beds of the own institution, by label. */
  @Get()
  @Roles(
    'his-adapter',
    'bed-manager',
    'arrival-desk',
    'ward-nurse',
    'hospital-doctor',
    'department-head',
    'medical-affairs',
    'referral-desk',
    'family-doctor',
    'primary-doctor',
  )
  @AnswersPageOf(BedView)
  list(@Caller() caller: Principal, @Query() query: BedQuery): Promise<Page<BedView>> {
    return this.beds.list(caller, query);
  }

  /** Takes an empty bed out of service; the next report of its ward's day no longer counts it. */
  @Post(':id/closures')
  @Roles('his-adapter', 'bed-manager')
  @Answers(201, BedView)
  close(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: BedClosure): Promise<Answer<BedView>> {
    return this.beds.close(write, id, body);
  }
}
