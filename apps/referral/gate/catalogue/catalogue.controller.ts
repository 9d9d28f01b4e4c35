import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import {
  CatalogueChange,
  CatalogueEdition,
  CatalogueFile,
  CatalogueImportQuery,
  CatalogueLineView,
  CatalogueQuery,
} from './catalogue.dto.js';
import { Catalogues } from './catalogues.js';

@ApiTags('first visit')
@Controller('v1')
export class CatalogueController {
  constructor(private readonly catalogues: Catalogues) {}

  /** The county's catalogue of first-visit diseases. */
  @Get('first-visit-diseases')
  @Roles(...ROLES)
  @AnswersPageOf(CatalogueLineView)
  list(@Caller() caller: Principal, @Query() query: CatalogueQuery): Promise<Page<CatalogueLineView>> {
    return this.catalogues.list(caller, query);
  }

  /** A new edition of the catalogue. */
  @Post('first-visit-diseases')
  @Roles('county-health-authority')
  @Answers(201, CatalogueChange)
  publish(@WriteRequest() write: Write, @Body() edition: CatalogueEdition): Promise<Answer<CatalogueChange>> {
    return this.catalogues.publish(write, edition);
  }

  /** A new edition from a CSV file, all or nothing; `dryRun=true` only looks. */
  @Post('first-visit-disease-imports')
  @Roles('county-health-authority')
  @Answers(201, CatalogueChange)
  import(
    @WriteRequest() write: Write,
    @Body() { csv }: CatalogueFile,
    @Query() query: CatalogueImportQuery,
  ): Promise<Answer<CatalogueChange>> {
    return this.catalogues.import(write, csv, query);
  }
}
