import { Type } from 'class-transformer';
import { IsArray, IsISO8601, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { Part, Patterned, Text } from '#service/openapi/fields.js';

/** `POST /v1/webhooks`: a system of the caller's house wants to be told. */
export class NewWebhook {
  @Patterned(/^https?:\/\/[^\s]{3,500}$/, 'https://his.example.org/fenji') url: string;
  /** Known to both sides; every message is signed with it (docs/gateway.md). */
  @Text(32, 200, 'a secret of at least 32 characters') secret: string;
}

export class WebhookView {
  @IsUUID() id: string;
  @IsString() url: string;
  @IsISO8601() createdAt: string;
}

export class WebhooksView {
  @IsArray() @ValidateNested({ each: true }) @Type(() => WebhookView) items: WebhookView[];
}

class PushKeys {
  @Patterned(/^[\w-]{80,100}$/, 'B'.padEnd(87, 'A')) p256dh: string;
  @Patterned(/^[\w-]{16,32}$/, 'A'.repeat(22)) auth: string;
}

/** `POST /v1/push-subscriptions`: what the browser's `PushManager.subscribe()` gives. */
export class NewPushSubscription {
  @Patterned(/^https:\/\/[^\s]{3,1000}$/, 'https://updates.push.services.mozilla.com/wpush/v2/x') endpoint: string;
  @Part(() => PushKeys) keys: PushKeys;
}

/** What a browser needs before it can subscribe. */
export class PushOffer {
  /** VAPID key of this Fenji, for `PushManager.subscribe({ applicationServerKey })`; absent where it sends no web push. */
  @IsOptional() @IsString() publicKey?: string;
}

export class PushSubscriptionView {
  @IsUUID() id: string;
  @IsISO8601() createdAt: string;
}
