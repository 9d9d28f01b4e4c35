import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { NoticeAcknowledged } from '#contracts/notice.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { Notes } from './notes.js';

/** Entrance for acknowledgements of alerts; a returned promise is acknowledged. */
@Controller()
export class NotesConsumer {
  constructor(private readonly notes: Notes) {}

  @EventPattern<string>('notice.acknowledged.v1')
  acknowledged(@Payload() told: NoticeAcknowledged, @Ctx() { envelope }: MessageContext): Promise<void> {
    return this.notes.take(envelope, told);
  }
}
