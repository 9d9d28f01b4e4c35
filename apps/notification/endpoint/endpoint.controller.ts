import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TOLD_ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { NoQuery } from '#service/http/no-query.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import {
  NewPushSubscription,
  NewWebhook,
  PushOffer,
  PushSubscriptionView,
  WebhooksView,
  WebhookView,
} from './endpoint.dto.js';
import { PushSubscriptions } from './push-subscriptions.js';
import { Webhooks } from './webhooks.js';

@ApiTags('webhooks')
@Controller('v1/webhooks')
@Roles('his-adapter', 'county-health-authority')
export class WebhookController {
  constructor(private readonly webhooks: Webhooks) {}

  /** Where systems of the caller's house are told. */
  @Get()
  @Answers(200, WebhooksView)
  list(@Caller() caller: Principal, @Query() _query: NoQuery): Promise<WebhooksView> {
    return this.webhooks.list(caller);
  }

  /** Has every notice of the caller's house sent, signed, to one of its systems. */
  @Post()
  @Answers(201, WebhookView)
  add(@WriteRequest() write: Write, @Body() body: NewWebhook): Promise<Answer<WebhookView>> {
    return this.webhooks.add(write, body);
  }

  /** Nothing more is sent there. */
  @Delete(':id')
  @Answers(200, WebhookView)
  end(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<WebhookView>> {
    return this.webhooks.end(write, id);
  }
}

@ApiTags('preferences')
@Controller('v1/push-subscriptions')
@Roles(...TOLD_ROLES)
export class PushSubscriptionController {
  constructor(private readonly subscriptions: PushSubscriptions) {}

  /** Whether browsers can be told while the page is closed, and with which key. */
  @Get()
  @Answers(200, PushOffer)
  offer(@Query() _query: NoQuery): PushOffer {
    return this.subscriptions.offer();
  }

  /** The caller's browser wants to be told while the page is closed. */
  @Post()
  @Answers(201, PushSubscriptionView)
  add(@WriteRequest() write: Write, @Body() body: NewPushSubscription): Promise<Answer<PushSubscriptionView>> {
    return this.subscriptions.add(write, body);
  }

  /** It does not any more. */
  @Delete(':id')
  @Answers(200, PushSubscriptionView)
  end(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() _body: NoBody,
  ): Promise<Answer<PushSubscriptionView>> {
    return this.subscriptions.end(write, id);
  }
}
