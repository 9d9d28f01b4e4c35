import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Arrival, CareStart, OutcomeQuery, ReturnedOutcome } from '../form/command.dto.js';
import { ReferralView } from '../form/referral.answer.js';
import { Commands } from '../road/commands.js';
import { arrive, queryOutcome, returnOutcome, startCare } from './care.js';

/** From the arrival to the outcome. */
@ApiTags('referrals')
@Controller('v1/referrals')
export class CareController {
  constructor(private readonly commands: Commands) {}

  /** T16, T17, T20, T24: the patient is here, or the first contact took place. */
  @Post(':id/arrivals')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'arrival-desk', 'his-adapter')
  @Answers(200, ReferralView)
  arrive(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: Arrival): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => arrive(at, body));
  }

  /** T25. */
  @Post(':id/care-starts')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'arrival-desk', 'his-adapter')
  @Answers(200, ReferralView)
  startCare(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: CareStart,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => startCare(at, body));
  }

  /** T26: the signed outcome returns to the referring doctor. */
  @Post(':id/outcomes')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor')
  @Answers(200, ReferralView)
  returnOutcome(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: ReturnedOutcome,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => returnOutcome(at, body));
  }

  /** T28: the outcome leaves a question open. */
  @Post(':id/outcome-queries')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor')
  @Answers(200, ReferralView)
  queryOutcome(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: OutcomeQuery,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => queryOutcome(at, body));
  }
}
