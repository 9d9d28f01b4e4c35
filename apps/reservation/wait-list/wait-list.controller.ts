import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { WaitEntryView, WaitQuery } from './wait-list.dto.js';
import { WaitLists } from './wait-list.service.js';

/** Who waits for a unit, at which place, and until when it may take (domain §8.4). */
@ApiTags('wait list')
@Controller('v1/wait-entries')
export class WaitListController {
  constructor(private readonly lists: WaitLists) {}

  /** Of the own institution: what it sent and what waits for its units; the health authority sees its county. */
  @Get()
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'county-health-authority')
  @AnswersPageOf(WaitEntryView)
  list(@Caller() caller: Principal, @Query() query: WaitQuery): Promise<Page<WaitEntryView>> {
    return this.lists.list(caller, query);
  }
}
