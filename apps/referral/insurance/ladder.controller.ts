import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { LadderEdition, LadderQuery, LadderView } from './ladder.dto.js';
import { Ladders } from './ladders.js';

@ApiTags('insurance')
@Controller('v1/benefit-ladders')
export class LadderController {
  constructor(private readonly ladders: Ladders) {}

  /** What the county's fund pays at each tier, and the deductibles. */
  @Get()
  @Roles(...ROLES)
  @AnswersPageOf(LadderView)
  list(@Caller() caller: Principal, @Query() query: LadderQuery): Promise<Page<LadderView>> {
    return this.ladders.list(caller, query);
  }

  /** A new edition for one scheme and kind of care. */
  @Post()
  @Roles('county-health-authority', 'insurance-authority')
  @Answers(201, LadderView)
  publish(@WriteRequest() write: Write, @Body() edition: LadderEdition): Promise<Answer<LadderView>> {
    return this.ladders.publish(write, edition);
  }
}
