import { Injectable } from '@nestjs/common';
import type { Envelope } from '#contracts/envelope.js';
import type { DisplacementOverdue } from '#contracts/item.events.js';
import { claimMessages } from '#messaging/inbox.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { noteClimb, noteSettled, type ToldOf } from './displacement.store.js';

type Head = Pick<Envelope, 'id' | 'county' | 'aggregateId' | 'aggregateVersion' | 'occurredAt'>;

/** Keeps which displaced persons wait for a desk in vain, so that they stand in the report beside the referrals. */
@Injectable()
export class OverdueDisplacements {
  constructor(private readonly database: Database) {}

  /** Resolves once it is noted, was noted before, or comes late. @param climbed undefined: it is settled */
  async take(message: Head, climbed?: DisplacementOverdue): Promise<void> {
    await this.database.transaction(SYSTEM, async (tx) => {
      const fresh = await claimMessages(tx, 'overdue-displacements', [message]);
      if (!fresh.has(message.id)) return;
      const { county, aggregateId: id, aggregateVersion: version, occurredAt } = message;
      const told: ToldOf = { county, id, version, at: new Date(occurredAt) };
      await (climbed ? noteClimb(tx, told, climbed) : noteSettled(tx, told));
    });
  }
}
