import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { CalendarPublished } from '#contracts/calendar.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { Database, SYSTEM } from '../database/database.js';
import { insertCalendarTable } from './calendar.store.js';

/** Keeps a service's copy of the holidays that referral publishes: tasks and summaries follow the working days. */
@Controller()
export class CalendarConsumer {
  constructor(private readonly database: Database) {}

  /** Each message carries its whole table; the newest version counts, in whatever order they come. */
  @EventPattern<string>('calendar.published.v1')
  async published(@Payload() data: CalendarPublished, @Ctx() { envelope }: MessageContext): Promise<void> {
    const { calendarCounty: county, year, basis, version, source } = data;
    const table = { county, year, basis, version, source, id: envelope.aggregateId, publishedBy: 'referral' };
    const days = data.days.map((day) => ({ ...day, name: '', nameEn: '' }));
    const publishedAt = new Date(envelope.occurredAt);
    await this.database.transaction(SYSTEM, (tx) => insertCalendarTable(tx, { ...table, publishedAt, days }));
  }
}
