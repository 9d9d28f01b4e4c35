import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Arrival, CareStart, OutcomeQuery, ReturnedOutcome } from '../form/command.dto.js';
import { ReferralView } from '../form/referral.answer.js';
import { A, R, V } from '../machine/entrance-roles.js';
import { Commands } from '../road/commands.js';
import { ContactAttempt, Departure, NoShow } from './care.dto.js';
import { arrive, depart, miss, queryOutcome, returnOutcome, startCare } from './care.js';
import { noteContactAttempt } from './contact.js';

/** From the arrival to the outcome. */
@ApiTags('referrals')
@Controller('v1/referrals')
export class CareController {
  constructor(private readonly commands: Commands) {}

  /** T16, T17, T20, T24: the patient is here, or the first contact took place. */
  @Post(':id/arrivals')
  @Roles(...V, ...A)
  @Answers(200, ReferralView)
  arrive(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: Arrival): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => arrive(at, body));
  }

  /** T25. */
  @Post(':id/care-starts')
  @Roles(...V, ...A)
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
  @Roles(...V)
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
  @Roles(...R)
  @Answers(200, ReferralView)
  queryOutcome(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: OutcomeQuery,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => queryOutcome(at, body));
  }

  /** T18: the patient did not come; on the way down three attempts to reach him have failed. */
  @Post(':id/no-shows')
  @Roles(...V, ...A)
  @Answers(200, ReferralView)
  miss(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: NoShow): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => miss(at, body));
  }

  /** The primary team did not reach the patient who was handed back. */
  @Post(':id/contact-attempts')
  @Roles(...V)
  @Answers(200, ReferralView)
  tryContact(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: ContactAttempt,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => noteContactAttempt(at, body));
  }

  /** The patient leaves the hospital: not before the primary team has accepted (V15). */
  @Post(':id/departures')
  @Roles(...R)
  @Answers(200, ReferralView)
  depart(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Departure,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => depart(at, body));
  }
}
