import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { readForm } from '../form/reading.js';
import { ReferralView } from '../form/referral.answer.js';
import { SubmitReferral } from '../form/referral.dto.js';
import { R } from '../machine/entrance-roles.js';
import { AwaitedSubmissions } from './awaited-submissions.js';
import { exampleForm } from './example.js';

@ApiTags('referrals')
@Controller('v1/referrals')
export class SubmissionController {
  constructor(private readonly submissions: AwaitedSubmissions) {}

  /** Refers a patient up, down or laterally; with `Prefer: wait=2` the offer or the wait-list place comes along (201). */
  @Post()
  @Roles(...R)
  @ApiBody({ type: SubmitReferral, examples: { 'up to cardiology': { value: exampleForm(new Date()) } } })
  @Answers(201, ReferralView)
  @Answers(202, ReferralView)
  async submit(@WriteRequest() write: Write, @Body() body: Record<string, unknown>): Promise<Answer<ReferralView>> {
    // The body is read here and not by the pipe: an emergency goes on without what cannot be read.
    return this.submissions.submit(write, await readForm(body, write.principal.roles, new Date()));
  }
}
