import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { ExpectedArrival, ExpectedArrivalQuery } from './arrival.dto.js';
import { Arrivals } from './arrivals.js';

/** The day of an arrival desk. */
@ApiTags('referrals')
@Controller('v1/expected-arrivals')
export class ArrivalController {
  constructor(private readonly arrivals: Arrivals) {}

  /** Patients whom the own house expects on a day, emergencies on the way among them; or one who stands at the desk. */
  @Get()
  @Roles('arrival-desk', 'ward-nurse', 'referral-desk', 'hospital-doctor', 'department-head', 'medical-affairs')
  @AnswersPageOf(ExpectedArrival)
  list(@Caller() caller: Principal, @Query() query: ExpectedArrivalQuery): Promise<Page<ExpectedArrival>> {
    return this.arrivals.list(caller, query);
  }
}
