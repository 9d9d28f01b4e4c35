import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { SupplyCounted } from '#contracts/reservation.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { Levels } from './levels.js';

/** Entrance for what reservation tells of what is left; a returned promise is acknowledged. */
@Controller()
export class LevelConsumer {
  constructor(private readonly levels: Levels) {}

  @EventPattern<string>('supply.counted.v1')
  counted(@Payload() { levels }: SupplyCounted, @Ctx() { envelope }: MessageContext): Promise<void> {
    const { county, id, aggregateVersion: version, occurredAt } = envelope;
    return this.levels.take({ id, county, version, at: new Date(occurredAt), levels });
  }
}
