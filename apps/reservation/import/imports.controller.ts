import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { ImportQuery } from '#service/import/import.dto.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { ImportRequest, ImportView } from './import.dto.js';
import { ImportService } from './import.service.js';

/** Rosters of hospitals as CSV files. */
@ApiTags('supply')
@Controller('v1/session-imports')
export class ImportsController {
  constructor(private readonly imports: ImportService) {}

  /**
   * Publishes the sessions of a CSV file, all or nothing, up to 512 KiB as text/csv or 256 KiB as JSON. Every fault is
   * named with its line and column. Known sessions stay as they are, so a file may be sent again under any key.
   */
  @Post()
  @Roles('his-adapter', 'roster-manager')
  @Answers(201, ImportView)
  import(
    @WriteRequest() write: Write,
    @Body() body: ImportRequest,
    @Query() query: ImportQuery,
  ): Promise<Answer<ImportView>> {
    return query.dryRun === 'true'
      ? this.imports.preview(write.principal, body.csv)
      : this.imports.run(write, body.csv);
  }
}
