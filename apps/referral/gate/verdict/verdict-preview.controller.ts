import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { C, V } from '../../referral/machine/entrance-roles.js';
import { VerdictPreview, VerdictQuestion, WALK_IN_EXAMPLE } from './verdict-preview.dto.js';
import { VerdictPreviews } from './verdict-previews.js';

@ApiTags('first visit')
@Controller('v1/verdict-previews')
export class VerdictPreviewController {
  constructor(private readonly previews: VerdictPreviews) {}

  /** What the fund gate would say of a referral or of a patient who comes without one, and what it means in money. */
  @Post()
  @HttpCode(200)
  @Roles(...V, ...C, 'referral-desk', 'arrival-desk')
  @ApiBody({ type: VerdictQuestion, examples: { 'admission without a referral': { value: WALK_IN_EXAMPLE } } })
  @ApiOkResponse({ type: VerdictPreview })
  preview(@Caller() caller: Principal, @Body() question: VerdictQuestion): Promise<VerdictPreview> {
    return this.previews.preview(caller, question);
  }
}
