import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { Envelope } from '#contracts/envelope.js';
import { ConsortiumEntitled } from '#contracts/network.events.js';
import { SupplyCounted } from '#contracts/reservation.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { SlotSupply } from './supply.service.js';

/** Entrance for what is left and who may use it; a returned promise is acknowledged. */
@Controller()
export class SlotConsumer {
  constructor(private readonly supply: SlotSupply) {}

  @EventPattern<string>('supply.counted.v1')
  counted(@Payload() data: SupplyCounted, @Ctx() { envelope }: MessageContext): Promise<void> {
    return this.supply.count({ ...envelope, data } as Envelope<SupplyCounted>);
  }

  @EventPattern<string>('consortium.entitled.v1')
  entitled(@Payload() data: ConsortiumEntitled, @Ctx() { envelope }: MessageContext): Promise<void> {
    return this.supply.entitle({ ...envelope, data } as Envelope<ConsortiumEntitled>);
  }
}
