import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Acknowledgement, Cancellation, Extension } from '../form/command.dto.js';
import { ReferralView } from '../form/referral.answer.js';
import { C, K, R } from '../machine/entrance-roles.js';
import { Commands } from '../road/commands.js';
import { Reopening } from './ending.dto.js';
import { acknowledge, cancel, expireByDoctor, extend, reopen } from './ending.js';

/** How a referral ends, or lasts longer. */
@ApiTags('referrals')
@Controller('v1/referrals')
export class EndingController {
  constructor(private readonly commands: Commands) {}

  /** T29, T30, T31, T21: closes the loop; T35: takes note of the other side's ending. */
  @Post(':id/acknowledgements')
  @Roles(...R, 'team-member')
  @Answers(200, ReferralView)
  acknowledge(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Acknowledgement,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => acknowledge(at, body));
  }

  /** T22; the desk at the wish of the patient. */
  @Post(':id/cancellations')
  @Roles(...R, ...C, ...K)
  @Answers(200, ReferralView)
  cancel(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Cancellation,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => cancel(at, body));
  }

  /** T36: the validity once more. */
  @Post(':id/extensions')
  @Roles(...R)
  @Answers(200, ReferralView)
  extend(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Extension,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => extend(at, body));
  }

  /** T19: a missed referral is opened again, once. */
  @Post(':id/reopenings')
  @Roles(...R)
  @Answers(200, ReferralView)
  reopen(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Reopening,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => reopen(at, body));
  }

  /** T23 of an urgent referral (U2) whose validity is over: only its doctor ends it. */
  @Post(':id/expirations')
  @Roles(...R)
  @Answers(200, ReferralView)
  expire(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, expireByDoctor);
  }
}
