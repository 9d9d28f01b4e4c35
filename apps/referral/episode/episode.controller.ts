import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { EpisodeLine, EpisodeList, EpisodeQuery, EpisodeView } from './episode.dto.js';
import { Episodes } from './episodes.js';

/** Courses of care (诊疗过程): first visit, referrals, bookings, outcome and follow-up in one view. */
@ApiTags('episodes')
@Controller('v1/episodes')
@Roles('primary-doctor', 'family-doctor', 'hospital-doctor', 'department-head', 'referral-desk')
export class EpisodeController {
  constructor(private readonly episodes: Episodes) {}

  /** Courses of care of one patient, newest first; the read is recorded. */
  @Get()
  @AnswersPageOf(EpisodeLine)
  list(@Caller() caller: Principal, @Query() query: EpisodeList): Promise<Page<EpisodeLine>> {
    return this.episodes.list(caller, query);
  }

  /** One course of care as it is, or with `at` as the system knew it at that instant; the read is recorded. */
  @Get(':id')
  @ApiOkResponse({ type: EpisodeView })
  read(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: EpisodeQuery): Promise<EpisodeView> {
    return this.episodes.read(caller, id, query);
  }
}
