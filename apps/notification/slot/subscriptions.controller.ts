import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { SlotSubscription, SlotSubscriptionQuery, SlotSubscriptionRequest, SlotsOfNotice } from './subscription.dto.js';
import { SlotSubscriptions } from './subscriptions.service.js';

/** Which free units of the reserve a family doctor wants to hear of (domain §10). */
@ApiTags('slot-subscriptions')
@Controller('v1')
@Roles('family-doctor')
export class SlotSubscriptionsController {
  constructor(private readonly subscriptions: SlotSubscriptions) {}

  /** Subscribes to a department, hospital, expert or exam item, or for one waiting patient; again: renews it (200). */
  @Post('slot-subscriptions')
  @ApiBody({
    type: SlotSubscriptionRequest,
    examples: { department: { value: { institution: '990101H01', department: '03.04', news: ['freed', 'low'] } } },
  })
  @Answers(201, SlotSubscription)
  subscribe(@WriteRequest() write: Write, @Body() body: SlotSubscriptionRequest): Promise<Answer<SlotSubscription>> {
    return this.subscriptions.subscribe(write, body);
  }

  /** The caller's own, newest first; those that ended say why. */
  @Get('slot-subscriptions')
  @AnswersPageOf(SlotSubscription)
  list(@Caller() principal: Principal, @Query() query: SlotSubscriptionQuery): Promise<Page<SlotSubscription>> {
    return this.subscriptions.list(principal, query);
  }

  @Get('slot-subscriptions/:id')
  @Answers(200, SlotSubscription)
  find(@Caller() principal: Principal, @UuidParam() id: string): Promise<Answer<SlotSubscription>> {
    return this.subscriptions.find(principal, id);
  }

  @Post('slot-subscriptions/:id/cancellations')
  @Answers(201, SlotSubscription)
  withdraw(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() _body: NoBody,
  ): Promise<Answer<SlotSubscription>> {
    return this.subscriptions.withdraw(write, id);
  }

  /** The units that a notice told of, and how many are left now. */
  @Get('notices/:id/slots')
  @Answers(200, SlotsOfNotice)
  slotsOf(@Caller() principal: Principal, @UuidParam() id: string): Promise<SlotsOfNotice> {
    return this.subscriptions.slotsOf(principal, id);
  }
}
