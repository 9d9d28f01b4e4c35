import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DisplacementOverdue, DisplacementSettled } from '#contracts/item.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { OverdueDisplacements } from './displacements.js';

/** Entrance for what reservation tells of displaced persons; a returned promise is acknowledged. */
@Controller()
export class DisplacementsConsumer {
  constructor(private readonly displacements: OverdueDisplacements) {}

  @EventPattern<string>('displacement.overdue.v1')
  overdue(@Payload() told: DisplacementOverdue, @Ctx() { envelope }: MessageContext): Promise<void> {
    return this.displacements.take(envelope, told);
  }

  @EventPattern<string>('displacement.settled.v1')
  settled(@Payload() _told: DisplacementSettled, @Ctx() { envelope }: MessageContext): Promise<void> {
    return this.displacements.take(envelope);
  }
}
