import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { ReserveGamingSuspected } from '#contracts/anomaly.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { Gaming } from './gaming.js';

/** Entrance for what only reservation sees (AN7); a returned promise is acknowledged. */
@Controller()
export class GamingConsumer {
  constructor(private readonly gaming: Gaming) {}

  @EventPattern<string>('reserve.gaming-suspected.v1')
  suspected(@Payload() { cases }: ReserveGamingSuspected, @Ctx() { envelope }: MessageContext): Promise<void> {
    return this.gaming.take(envelope, cases);
  }
}
