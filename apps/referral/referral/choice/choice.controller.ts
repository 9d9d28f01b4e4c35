import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { ChoiceQuestion, ChoiceView } from './choice.dto.js';
import { Choices } from './choices.js';

@ApiTags('referrals')
@Controller('v1/referrals')
export class ChoiceController {
  constructor(private readonly choices: Choices) {}

  /** What the patient's own choice would mean: rules, reserve, verdict, what is left there. Stores nothing. */
  @Post(':id/choice-previews')
  @HttpCode(200)
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk')
  @ApiOkResponse({ type: ChoiceView })
  preview(@Caller() caller: Principal, @UuidParam() id: string, @Body() body: ChoiceQuestion): Promise<ChoiceView> {
    return this.choices.preview(caller, id, body.institution);
  }
}
