import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { InstitutionQuery, InstitutionView } from './institution.dto.js';
import { Institutions } from './institutions.js';

@ApiTags('network')
@Controller('v1/institutions')
export class InstitutionController {
  constructor(private readonly institutions: Institutions) {}

  /** The institutions of the caller's county, by code; where wanted those of other counties too. */
  @Get()
  @Roles(...ROLES)
  @AnswersPageOf(InstitutionView)
  list(@Caller() caller: Principal, @Query() query: InstitutionQuery): Promise<Page<InstitutionView>> {
    return this.institutions.list(caller.county, query);
  }
}
