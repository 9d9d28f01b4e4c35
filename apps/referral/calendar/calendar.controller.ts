import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { CalendarQuery, CalendarsView, HolidayFile, HolidayImportQuery, HolidayImportView } from './calendar.dto.js';
import { Calendars } from './calendars.js';

/** Holidays and make-up days: what working hours are counted by. */
@ApiTags('calendar')
@Controller('v1')
export class CalendarController {
  constructor(private readonly calendars: Calendars) {}

  /** The holiday tables that hold in the caller's county; a year without one is shown as unknown. */
  @Get('calendars')
  @Roles(...ROLES)
  @Answers(200, CalendarsView)
  list(@Caller() caller: Principal, @Query() { year }: CalendarQuery): Promise<CalendarsView> {
    return this.calendars.list(caller, year);
  }

  /** Publishes a year's holidays from a CSV file (text/csv, or in JSON), all or nothing; every fault has its line. */
  @Post('calendar-imports')
  @Roles('county-health-authority')
  @Answers(201, HolidayImportView)
  import(
    @WriteRequest() write: Write,
    @Body() { csv }: HolidayFile,
    @Query() query: HolidayImportQuery,
  ): Promise<Answer<HolidayImportView>> {
    return query.dryRun === 'true'
      ? this.calendars.preview(write.principal, csv, query)
      : this.calendars.publish(write, csv, query);
  }
}
