import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { DisplacementQuery, DisplacementView, SettlementRequest } from './change.dto.js';
import { DisplacementsService } from './displacements.service.js';

/** Who lost a unit by a change of supply, and where that person stands. */
@ApiTags('supply changes')
@Controller('v1/displacements')
@Roles('his-adapter', 'referral-desk', 'roster-manager', 'bed-manager')
export class DisplacementsController {
  constructor(private readonly displacements: DisplacementsService) {}

  /** Of the own hospital, the oldest first. A hospital's system polls those not settled, tells the patient and settles. */
  @Get()
  // Who is told when the desk is late must see of whom.
  @Roles('his-adapter', 'referral-desk', 'roster-manager', 'bed-manager', 'medical-affairs')
  @AnswersPageOf(DisplacementView)
  list(@Caller() caller: Principal, @Query() query: DisplacementQuery): Promise<Page<DisplacementView>> {
    return this.displacements.list(caller, query);
  }

  /** The patient has been told, or the desk has found something: the displacement is done with. */
  @Post(':id/settlements')
  @Answers(201, DisplacementView)
  settle(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: SettlementRequest,
  ): Promise<Answer<DisplacementView>> {
    return this.displacements.settle(write, id, body);
  }
}
