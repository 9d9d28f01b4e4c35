import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { WardDayQuery, WardDayReports, WardDaysView, WardDayView } from './ward-day.dto.js';
import { WardDays } from './ward-days.service.js';

/** A forecast for five days after the process's start. */
function forecastExample(today: Date): WardDayReports {
  const date = plusDays(localDate(today), 5);
  const counts = [
    { bedClass: 'general', staffed: 40, vacant: 4, expectedDischarges: 5, expectedAdmissions: 6 },
    { bedClass: 'vip', staffed: 2, vacant: 1, expectedDischarges: 0, expectedAdmissions: 0 },
  ];
  return { wardDays: [{ group: '03.04', date, kind: 'forecast', place: 'Inpatient building, 5th floor', counts }] };
}

/** The beds of wards, day by day (domain §7.9). */
@ApiTags('supply')
@Controller('v1/ward-days')
export class WardDaysController {
  constructor(private readonly wardDays: WardDays) {}

  /**
   * Reports beds of the own wards; what can be given is offered with its share of the reserve. Reporting a day again
   * with other figures changes the offer. All or nothing.
   */
  @Post()
  @Roles('his-adapter', 'bed-manager')
  @ApiBody({ type: WardDayReports, examples: { 'a forecast': { value: forecastExample(new Date()) } } })
  @Answers(201, WardDaysView)
  report(@WriteRequest() write: Write, @Body() body: WardDayReports): Promise<Answer<WardDaysView>> {
    return this.wardDays.report(write, body);
  }

  /** Reports with all three bases of the reserve; the health authority sees its county, everybody else the own wards. */
  @Get()
  @Roles(
    'his-adapter',
    'bed-manager',
    'ward-nurse',
    'referral-desk',
    'hospital-doctor',
    'department-head',
    'medical-affairs',
    'county-health-authority',
  )
  @AnswersPageOf(WardDayView)
  list(@Caller() caller: Principal, @Query() query: WardDayQuery): Promise<Page<WardDayView>> {
    return this.wardDays.list(caller, query);
  }
}
