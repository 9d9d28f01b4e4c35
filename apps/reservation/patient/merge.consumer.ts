import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { PatientMerged } from '#contracts/patient.events.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { movePatient } from './merge.store.js';

/** Follows a patient who was recognised: his units, places in lists and stays go under the name he has now. */
@Controller()
export class MergeConsumer {
  constructor(private readonly database: Database) {}

  @EventPattern<string>('patient.merged.v1')
  async merged(@Payload() data: PatientMerged): Promise<void> {
    await this.database.transaction(SYSTEM, (tx) => movePatient(tx, data));
  }
}
