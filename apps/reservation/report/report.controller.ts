import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { ReportQuery, ReserveReport } from './report.dto.js';
import { Reports } from './report.service.js';

/** What became of the reserve: per hospital, pool, group and day. */
@ApiTags('supply')
@Controller('v1/reserve-report')
export class ReportController {
  constructor(private readonly reports: Reports) {}

  /** The health authority sees its county, everybody else the own institution. */
  @Get()
  @Roles('county-health-authority', 'his-adapter', 'referral-desk')
  @ApiOkResponse({ type: ReserveReport })
  read(@Caller() caller: Principal, @Query() query: ReportQuery): Promise<ReserveReport> {
    return this.reports.read(caller, query);
  }
}
