import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { SeriesCancellation, SeriesRequest, SeriesView } from './series.dto.js';
import { BookingSeries } from './series.service.js';

/** Four weeks of dialysis from the week after the process's start. */
function example(today: Date): SeriesRequest {
  const day = (days: number) => plusDays(localDate(today), days);
  const patientId = '0190f5a0-0000-7000-8000-000000000002';
  const pattern = { weekdays: [1, 3, 5], time: '07:00', from: day(7), until: day(34) };
  return { patientId, pool: 'dialysis-chair', group: '03.06', ...pattern, channel: 'onsite', partial: true };
}

/** Bookings that come back every week. */
@ApiTags('bookings')
@Controller('v1/booking-series')
@Roles('his-adapter')
export class SeriesController {
  constructor(private readonly series: BookingSeries) {}

  /** Books a unit on each date of a weekly pattern; all or none, unless `partial`. */
  @Post()
  @ApiBody({ type: SeriesRequest, examples: { dialysis: { value: example(new Date()) } } })
  @Answers(201, SeriesView)
  book(@WriteRequest() write: Write, @Body() body: SeriesRequest): Promise<Answer<SeriesView>> {
    return this.series.book(write, body);
  }

  @Get(':id')
  @Answers(200, SeriesView)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<SeriesView>> {
    return this.series.find(caller, id);
  }

  /** Gives back the units from a date on; the wait list comes first. */
  @Post(':id/cancellations')
  @Answers(201, SeriesView)
  cancel(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: SeriesCancellation,
  ): Promise<Answer<SeriesView>> {
    return this.series.cancel(write, id, body);
  }
}
