import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Exports } from '#service/export/export.interceptor.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { GROUP_COLUMNS, ITEM_COLUMNS } from './overdue.columns.js';
import { AlertsView, OverdueItemsQuery, OverdueItemView, OverdueQuery, OverdueReportView } from './overdue.dto.js';
import { OverdueReports } from './overdue-reports.js';

/** What is overdue, and who was told. */
@ApiTags('escalation')
@Controller('v1')
export class EscalationController {
  constructor(private readonly reports: OverdueReports) {}

  /** Every alert that the escalation ladder has sent about a referral. */
  @Get('referrals/:id/alerts')
  @Roles(
    'family-doctor',
    'primary-doctor',
    'hospital-doctor',
    'department-head',
    'referral-desk',
    'medical-affairs',
    'consortium-office',
    'county-health-authority',
  )
  @Answers(200, AlertsView)
  alerts(@Caller() caller: Principal, @UuidParam() id: string): Promise<AlertsView> {
    return this.reports.alerts(caller, id);
  }

  /** What stands overdue in the caller's house or county, in groups without identities: referrals, requests to leave the network, questions, displaced persons. */
  @Get('overdue-report')
  @Roles('county-health-authority', 'consortium-office', 'medical-affairs', 'referral-desk', 'department-head')
  @Exports('overdue-report', GROUP_COLUMNS)
  @Answers(200, OverdueReportView)
  report(@Caller() caller: Principal, @Query() query: OverdueQuery): Promise<OverdueReportView> {
    return this.reports.report(caller, query);
  }

  /** The same one by one, what has been due longest first: where it is stuck, with whom, and how far up it was told. */
  @Get('overdue-items')
  @Roles('county-health-authority', 'consortium-office', 'medical-affairs', 'referral-desk', 'department-head')
  @Exports('overdue-items', ITEM_COLUMNS)
  @AnswersPageOf(OverdueItemView)
  items(@Caller() caller: Principal, @Query() query: OverdueItemsQuery): Promise<Page<OverdueItemView>> {
    return this.reports.items(caller, query);
  }
}
