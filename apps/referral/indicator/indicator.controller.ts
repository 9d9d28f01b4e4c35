import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Exports } from '#service/export/export.interceptor.js';
import { Answers } from '#service/openapi/answers.js';
import { FLOW_COLUMNS, FlowQuery, FlowReportView } from './flow.dto.js';
import { Flows } from './flows.js';
import { IndicatorQuery, IndicatorReportView } from './indicator.dto.js';
import { IndicatorReports } from './indicator-reports.js';

/** What is going on in a county, in numbers (domain §11). */
@ApiTags('supervision')
@Controller('v1')
@Roles('county-health-authority', 'consortium-office', 'insurance-authority', 'regulator')
export class IndicatorController {
  constructor(
    private readonly reports: IndicatorReports,
    private readonly flows: Flows,
  ) {}

  /** Counts and ratios of a period; the consortium office sees its consortium, the others their county. */
  @Get('indicator-report')
  @Answers(200, IndicatorReportView)
  report(@Caller() caller: Principal, @Query() query: IndicatorQuery): Promise<IndicatorReportView> {
    return this.reports.read(caller, query);
  }

  /** Referrals between institutions, up, down and sideways; also as a file. */
  @Get('referral-flows')
  @Exports('referral-flows', FLOW_COLUMNS)
  @Answers(200, FlowReportView)
  flowsOf(@Caller() caller: Principal, @Query() query: FlowQuery): Promise<FlowReportView> {
    return this.flows.read(caller, query);
  }
}
