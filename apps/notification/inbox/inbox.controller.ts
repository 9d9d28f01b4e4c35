import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TOLD_ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { NoQuery } from '#service/http/no-query.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Acknowledgements } from './acknowledgement.service.js';
import { Counts } from './counts.service.js';
import { AcknowledgementView, NoticeCounts, ReadUpTo, SnoozeRequest, SnoozeView } from './inbox.dto.js';
import { Snoozes } from './snooze.service.js';

@ApiTags('notices')
@Controller('v1')
@Roles(...TOLD_ROLES)
export class InboxController {
  constructor(
    private readonly acknowledgements: Acknowledgements,
    private readonly snoozes: Snoozes,
    private readonly counts: Counts,
  ) {}

  /** The caller takes the task on: 201. 200 with the name of the colleague of the post who was first. */
  @Post('notices/:id/acknowledgements')
  @HttpCode(201)
  @ApiCreatedResponse({ type: AcknowledgementView })
  acknowledge(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() _body: NoBody,
  ): Promise<Answer<AcknowledgementView>> {
    return this.acknowledgements.acknowledge(write, id);
  }

  /** Puts a notice off for the caller alone; it comes back at that time, or with the next alert about the same thing. */
  @Post('notices/:id/snoozes')
  @HttpCode(201)
  @ApiCreatedResponse({ type: SnoozeView })
  snooze(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: SnoozeRequest,
  ): Promise<Answer<SnoozeView>> {
    return this.snoozes.snooze(write, id, body);
  }

  /** Marks everything up to a notice as read; tasks stay open. */
  @Post('notice-readings')
  @Answers(201, NoticeCounts)
  readUpTo(@WriteRequest() write: Write, @Body() body: ReadUpTo): Promise<Answer<NoticeCounts>> {
    return this.counts.readUpTo(write, body);
  }

  /** Unread, open and put off, for the posts that the caller holds now. */
  @Get('notice-counts')
  @ApiOkResponse({ type: NoticeCounts })
  count(@Caller() principal: Principal, @Query() _query: NoQuery): Promise<NoticeCounts> {
    return this.counts.of(principal);
  }
}
