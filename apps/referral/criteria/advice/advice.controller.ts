import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { AdviceAnswer, AdviceQuestion, HYPERTENSION_EXAMPLE } from './advice.dto.js';
import { Advices } from './advices.js';

@ApiTags('criteria')
@Controller('v1/advice')
export class AdviceController {
  constructor(private readonly advices: Advices) {}

  /** What the criteria say about a patient, and what to ask next; stores nothing. */
  @Post()
  @HttpCode(200)
  @Roles(
    'primary-doctor',
    'family-doctor',
    'hospital-doctor',
    'referral-desk',
    'department-head',
    'team-member',
    'referral-clerk',
  )
  @ApiBody({ type: AdviceQuestion, examples: { hypertension: { value: HYPERTENSION_EXAMPLE } } })
  @ApiOkResponse({ type: AdviceAnswer })
  preview(@Caller() caller: Principal, @Body() question: AdviceQuestion): Promise<AdviceAnswer> {
    return this.advices.preview(caller, question);
  }
}
