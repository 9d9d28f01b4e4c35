import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { EpisodeView } from './episode.dto.js';
import { Episodes } from './episodes.js';

@ApiTags('visits')
@Controller('v1/episodes')
export class EpisodeController {
  constructor(private readonly episodes: Episodes) {}

  /** One course of care with its visits and referrals; the read is recorded. */
  @Get(':id')
  @Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'referral-desk')
  @ApiOkResponse({ type: EpisodeView })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<EpisodeView> {
    return this.episodes.read(caller, id);
  }
}
