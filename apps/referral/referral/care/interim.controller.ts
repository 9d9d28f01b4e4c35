import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { InterimReport } from '../form/command.dto.js';
import { ReferralView } from '../form/referral.answer.js';
import { Commands } from '../road/commands.js';
import { reportInterim } from './interim.js';

@ApiTags('referrals')
@Controller('v1/referrals')
export class InterimController {
  constructor(private readonly commands: Commands) {}

  /** A report while the patient is in care; it closes nothing. The referring doctor reads it in the story of the referral. */
  @Post(':id/interim-reports')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor')
  @Answers(200, ReferralView)
  report(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: InterimReport,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => reportInterim(at, body));
  }
}
