import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { InstitutionNamed } from '#contracts/network.events.js';
import { claimMessages } from '#messaging/inbox.js';
import { MessageContext } from '#messaging/message-context.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { storeNames } from './names.store.js';

const CONSUMER = 'reservation';

/** Keeps what the care network calls its houses, departments and exams. */
@Controller()
export class NamesConsumer {
  constructor(private readonly database: Database) {}

  @EventPattern<string>('institution.named.v1')
  async named(@Payload() data: InstitutionNamed, @Ctx() { envelope }: MessageContext): Promise<void> {
    const { county, aggregateVersion } = envelope;
    await this.database.transaction(SYSTEM, async (tx) => {
      if (!(await claimMessages(tx, CONSUMER, [envelope])).has(envelope.id)) return;
      await storeNames(tx, county, aggregateVersion, data);
    });
  }
}
