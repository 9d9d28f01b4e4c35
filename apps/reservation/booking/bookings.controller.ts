import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Booking, BookingRequest } from './booking.dto.js';
import { BookingService } from './booking.service.js';

/** Works at any time on the demo county. */
const EARLIEST_EXAMPLE = {
  pool: 'expert-slot',
  group: '03.04',
  patientId: '0190f5a0-0000-7000-8000-000000000002',
  channel: 'onsite',
};

/** Bookings of the public channel; they never reach the protected units before their release. */
@ApiTags('bookings')
@Controller('v1/bookings')
@Roles('his-adapter')
export class BookingsController {
  constructor(private readonly bookings: BookingService) {}

  /** Books a session, or the earliest of a group inside a window, for one person. */
  @Post()
  @ApiBody({ type: BookingRequest, examples: { 'the earliest of a group': { value: EARLIEST_EXAMPLE } } })
  @Answers(201, Booking)
  book(@WriteRequest() write: Write, @Body() body: BookingRequest): Promise<Answer<Booking>> {
    return this.bookings.book(write, body);
  }

  @Get(':id')
  @Answers(200, Booking)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<Booking>> {
    return this.bookings.find(caller, id);
  }

  /** Gives the unit back to where it came from; the wait list comes first. */
  @Post(':id/cancellations')
  @Answers(201, Booking)
  cancel(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<Booking>> {
    return this.bookings.cancel(write, id);
  }

  /** The person has come. */
  @Post(':id/arrivals')
  @Answers(201, Booking)
  arrive(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<Booking>> {
    return this.bookings.arrive(write, id);
  }
}
