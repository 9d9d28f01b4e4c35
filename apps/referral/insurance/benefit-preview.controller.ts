import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { BenefitEnquiry, BenefitPreview, STAY_EXAMPLE } from './benefit-preview.dto.js';
import { BenefitPreviews } from './benefit-previews.js';

@ApiTags('insurance')
@Controller('v1/benefit-previews')
export class BenefitPreviewController {
  constructor(private readonly previews: BenefitPreviews) {}

  /** Share, deductible and bill of a visit or stay; stores nothing. */
  @Post()
  @HttpCode(200)
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'department-head', 'referral-desk', 'arrival-desk')
  @ApiBody({ type: BenefitEnquiry, examples: { 'county stay': { value: STAY_EXAMPLE } } })
  @ApiOkResponse({ type: BenefitPreview })
  preview(@Caller() caller: Principal, @Body() enquiry: BenefitEnquiry): Promise<BenefitPreview> {
    return this.previews.preview(caller, enquiry);
  }
}
