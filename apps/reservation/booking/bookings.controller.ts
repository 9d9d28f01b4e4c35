import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { STAFF } from './acts.js';
import { BookingActs } from './acts.service.js';
import { Booking, BookingQuery, BookingRequest, BookingReschedule } from './booking.dto.js';
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
export class BookingsController {
  constructor(
    private readonly bookings: BookingService,
    private readonly acts: BookingActs,
  ) {}

  /** Books a session, or the earliest of a group inside a window, for one person. */
  @Post()
  @Roles('his-adapter')
  @ApiBody({ type: BookingRequest, examples: { 'the earliest of a group': { value: EARLIEST_EXAMPLE } } })
  @Answers(201, Booking)
  book(@WriteRequest() write: Write, @Body() body: BookingRequest): Promise<Answer<Booking>> {
    return this.bookings.book(write, body);
  }

  /** Bookings and holds of the own institution: of a session, of a patient, in a state; from today on. */
  @Get()
  @Roles('his-adapter', ...STAFF)
  @AnswersPageOf(Booking)
  list(@Caller() caller: Principal, @Query() query: BookingQuery): Promise<Page<Booking>> {
    return this.bookings.list(caller, query);
  }

  @Get(':id')
  @Roles('his-adapter', ...STAFF)
  @Answers(200, Booking)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<Booking>> {
    return this.bookings.find(caller, id);
  }

  /** Gives the unit back to where it came from; the wait list comes first. Late ones by desk or doctor only. */
  @Post(':id/cancellations')
  @Roles('his-adapter', ...STAFF)
  @Answers(201, Booking)
  cancel(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<Booking>> {
    return this.acts.cancel(write, id);
  }

  /** Another session instead: the old unit is kept until the new one is sure. Answers with the new booking. */
  @Post(':id/reschedules')
  @Roles('his-adapter', ...STAFF)
  @Answers(201, Booking)
  reschedule(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: BookingReschedule,
  ): Promise<Answer<Booking>> {
    return this.acts.reschedule(write, id, body.sessionId);
  }

  /** The person has come; on its own day also after a no-show. */
  @Post(':id/arrivals')
  @Roles('his-adapter', 'arrival-desk', 'ward-nurse')
  @Answers(201, Booking)
  arrive(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<Booking>> {
    return this.acts.arrive(write, id);
  }

  /** The person has not come, and the time for it is over. */
  @Post(':id/no-shows')
  @Roles('his-adapter', 'arrival-desk', 'ward-nurse')
  @Answers(201, Booking)
  miss(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<Booking>> {
    return this.acts.miss(write, id);
  }
}
