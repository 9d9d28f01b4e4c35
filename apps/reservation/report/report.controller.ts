import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Exports } from '#service/export/export.interceptor.js';
import { MapQuery, ReserveMap } from './map.dto.js';
import { REPORT_COLUMNS, ReportQuery, ReserveReport } from './report.dto.js';
import { Reports } from './report.service.js';

const READERS = [
  'county-health-authority',
  'consortium-office',
  'insurance-authority',
  'regulator',
  'his-adapter',
  'referral-desk',
] as const;

/** What became of the reserve: per hospital, pool, group and day. */
@ApiTags('supply')
@Controller('v1')
export class ReportController {
  constructor(private readonly reports: Reports) {}

  /** The authorities see their county, everybody else the own institution; also as a file. */
  @Get('reserve-report')
  @Roles(...READERS)
  @Exports('reserve-report', REPORT_COLUMNS)
  @ApiOkResponse({ type: ReserveReport })
  read(@Caller() caller: Principal, @Query() query: ReportQuery): Promise<ReserveReport> {
    return this.reports.read(caller, query);
  }

  /** The same as one picture, by institution and day, or by department and day of one institution; breaches first. */
  @Get('reserve-map')
  @Roles(...READERS)
  @ApiOkResponse({ type: ReserveMap })
  map(@Caller() caller: Principal, @Query() query: MapQuery): Promise<ReserveMap> {
    return this.reports.map(caller, query);
  }
}
