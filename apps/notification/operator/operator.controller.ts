import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { NoQuery } from '#service/http/no-query.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Operator } from './operator.js';
import {
  DeliveryItem,
  DeliveryPage,
  DeliveryQuery,
  DeliveryReport,
  NewRedrives,
  NewSettlement,
  RedrivesView,
} from './report.dto.js';

@ApiTags('deliveries')
@Controller('v1')
export class OperatorController {
  constructor(private readonly operator: Operator) {}

  /** How the channels are: what waits and since when, what fails, what was given up and why. */
  @Get('delivery-report')
  @Roles('referral-desk', 'medical-affairs', 'consortium-office', 'county-health-authority', 'platform-admin')
  @Answers(200, DeliveryReport)
  report(@Caller() caller: Principal, @Query() _query: NoQuery): Promise<DeliveryReport> {
    return this.operator.report(caller);
  }

  /** Deliveries of the caller's house in one state, newest first; those given up unless asked otherwise. */
  @Get('deliveries')
  @Roles('referral-desk', 'family-doctor', 'primary-doctor', 'medical-affairs')
  @Answers(200, DeliveryPage)
  list(@Caller() caller: Principal, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    return this.operator.list(caller, query);
  }

  /** Sends again what was given up. */
  @Post('deliveries/:id/redrives')
  @Roles('referral-desk', 'family-doctor', 'primary-doctor', 'medical-affairs')
  @Answers(201, DeliveryItem)
  redrive(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DeliveryItem>> {
    return this.operator.redrive(write, id);
  }

  /** Sends again what a channel gave up in the caller's house, when its gateway works again. */
  @Post('deliveries/redrives')
  @Roles('referral-desk', 'family-doctor', 'primary-doctor', 'medical-affairs')
  @Answers(201, RedrivesView)
  redriveAll(@WriteRequest() write: Write, @Body() body: NewRedrives): Promise<Answer<RedrivesView>> {
    return this.operator.redriveAll(write, body);
  }

  /** The recipient was told by a person, or need not be told: it leaves the list of those given up. */
  @Post('deliveries/:id/settlements')
  @Roles('referral-desk', 'family-doctor', 'primary-doctor', 'medical-affairs')
  @Answers(201, DeliveryItem)
  settle(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: NewSettlement,
  ): Promise<Answer<DeliveryItem>> {
    return this.operator.settle(write, id, body);
  }
}
