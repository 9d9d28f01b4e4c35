import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { AgreementDrafts, AgreementPairs } from './agreement.dto.js';
import { Agreements } from './agreements.js';

@ApiTags('network')
@Controller('v1/agreement-drafts')
export class AgreementController {
  constructor(private readonly agreements: Agreements) {}

  /** Agreements out of pairs: lower to upper up, upper to lower down, equals laterally. Stores nothing; import the file. */
  @Post()
  @HttpCode(200)
  @Roles('county-health-authority', 'consortium-office')
  @ApiOkResponse({ type: AgreementDrafts })
  draft(@Caller() caller: Principal, @Body() pairs: AgreementPairs): Promise<AgreementDrafts> {
    return this.agreements.draft(caller, pairs);
  }
}
