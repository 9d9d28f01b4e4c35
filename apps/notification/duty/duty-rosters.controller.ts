import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { ImportQuery } from '#service/import/import.dto.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { DutyImportView, DutyRosterFile, DutyRosterQuery, DutyRostersView } from './duty.dto.js';
import { DutyRosters } from './duty-rosters.js';

/** Duty rosters: what is told a post reaches the person on duty outside of the app, too. */
@ApiTags('notices')
@Controller('v1/duty-rosters')
@Roles(
  'referral-desk',
  'department-head',
  'medical-affairs',
  'his-adapter',
  'family-doctor',
  'consortium-office',
  'county-health-authority',
)
export class DutyRostersController {
  constructor(private readonly rosters: DutyRosters) {}

  /** Who is on duty now, the shifts of some days, and the times that nobody has. */
  @Get()
  @Answers(200, DutyRostersView)
  read(@Caller() caller: Principal, @Query() query: DutyRosterQuery): Promise<DutyRostersView> {
    return this.rosters.read(caller, query);
  }

  /**
   * Takes a CSV file, all or nothing, as text/csv or JSON. For each post that it names, it takes the place of what was
   * entered for its days, so a corrected file is simply sent again. Every fault is named with its line and column.
   */
  @Post()
  @Answers(201, DutyImportView)
  import(
    @WriteRequest() write: Write,
    @Body() { csv }: DutyRosterFile,
    @Query() query: ImportQuery,
  ): Promise<Answer<DutyImportView>> {
    return query.dryRun === 'true' ? this.rosters.preview(write.principal, csv) : this.rosters.import(write, csv);
  }
}
