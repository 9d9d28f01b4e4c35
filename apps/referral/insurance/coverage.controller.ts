import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { CoveragesView, CoverageView, RecordedCoverage } from './coverage.dto.js';
import { Coverages } from './coverages.js';

@ApiTags('insurance')
@Controller('v1/patients')
export class CoverageController {
  constructor(private readonly coverages: Coverages) {}

  /** How the patient is insured; approved diseases for doctors only. The read is recorded. */
  @Get(':id/coverages')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head', 'referral-desk', 'arrival-desk')
  @ApiOkResponse({ type: CoveragesView })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<CoveragesView> {
    return this.coverages.read(caller, id);
  }

  /** Records how the patient is insured from a day on. */
  @Post(':id/coverages')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'arrival-desk', 'his-adapter')
  @Answers(201, CoverageView)
  record(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() coverage: RecordedCoverage,
  ): Promise<Answer<CoverageView>> {
    return this.coverages.record(write, id, coverage);
  }
}
