import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { DeclaredEvent, EventQuery, MassEventView } from './mass-event.dto.js';
import { MassEvents } from './mass-events.js';

@ApiTags('first visit')
@Controller('v1/mass-events')
export class MassEventController {
  constructor(private readonly events: MassEvents) {}

  /** Mass events of the county, by id. */
  @Get()
  @Roles(...ROLES)
  @AnswersPageOf(MassEventView)
  list(@Caller() caller: Principal, @Query() query: EventQuery): Promise<Page<MassEventView>> {
    return this.events.list(caller, query);
  }

  /** Declares a mass event or a disaster. */
  @Post()
  @Roles('county-health-authority')
  @Answers(201, MassEventView)
  declare(@WriteRequest() write: Write, @Body() event: DeclaredEvent): Promise<Answer<MassEventView>> {
    return this.events.declare(write, event);
  }
}
