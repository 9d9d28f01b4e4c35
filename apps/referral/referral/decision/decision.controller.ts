import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Decision, FormAnswer, PatientChoice } from '../form/command.dto.js';
import { ReferralView } from '../form/referral.answer.js';
import { C, K, R, V } from '../machine/entrance-roles.js';
import { Commands } from '../road/commands.js';
import { choose } from './choice.js';
import { answerQuestions, decide, review } from './decision.js';

/** The receiver decides, the referring doctor answers. */
@ApiTags('referrals')
@Controller('v1/referrals')
export class DecisionController {
  constructor(private readonly commands: Commands) {}

  /** T03: opened by the receiver. */
  @Post(':id/reviews')
  @Roles(...V, ...K)
  @Answers(200, ReferralView)
  review(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, review);
  }

  /** Accept, reject, redirect or return for information: T04, T06, T07, T15. */
  @Post(':id/decisions')
  @Roles(...V, ...K)
  @Answers(200, ReferralView)
  decide(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: Decision): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => decide(at, body));
  }

  /** T05: the referring doctor answers the questions of a returned form. */
  @Post(':id/answers')
  @Roles(...R)
  @Answers(200, ReferralView)
  answer(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: FormAnswer,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => answerQuestions(at, body));
  }

  /** T15: the patient chooses another institution; written down by desk, doctor or clerk. */
  @Post(':id/patient-choices')
  @Roles(...K, ...R, ...C)
  @Answers(200, ReferralView)
  choose(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: PatientChoice,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => choose(at, body));
  }
}
