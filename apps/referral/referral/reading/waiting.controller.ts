import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { ReferralItem } from '../form/referral.answer.js';
import { WaitingQuery } from './referral-query.dto.js';
import { WaitingReferrals } from './waiting.js';

@ApiTags('referrals')
@Controller('v1/waiting-referrals')
@Roles(
  'family-doctor',
  'primary-doctor',
  'team-member',
  'referral-clerk',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'arrival-desk',
)
export class WaitingController {
  constructor(private readonly waiting: WaitingReferrals) {}

  /**
   * What the caller must act on next, the nearest deadline first: what he owns, or whom he represents, his team or his post;
   * and of his own referrals free units to choose from and forms of emergencies to complete.
   */
  @Get()
  @AnswersPageOf(ReferralItem)
  list(@Caller() caller: Principal, @Query() query: WaitingQuery): Promise<Page<ReferralItem>> {
    return this.waiting.list(caller, query);
  }
}
