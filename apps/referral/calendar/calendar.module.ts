import { Module } from '@nestjs/common';
import { NetworkModule } from '../network/network.module.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarWatch } from './calendar-watch.js';
import { Calendars } from './calendars.js';
import { ClockController } from './clock.controller.js';

/** Holidays and make-up days of the counties. */
@Module({
  imports: [NetworkModule],
  controllers: [CalendarController, ClockController],
  providers: [Calendars, CalendarWatch],
})
export class CalendarModule {}
