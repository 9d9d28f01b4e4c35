import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import type { Answer } from '#service/write/write.js';
import { ActionsView, EventsView, OpenReferralsView, ReferralDetail, ReferralItem } from '../form/referral.answer.js';
import { C, R } from '../machine/entrance-roles.js';
import { Readings } from './readings.js';
import { OpenReferralQuery, ReferralQuery } from './referral-query.dto.js';

@ApiTags('referrals')
@Controller('v1/referrals')
@Roles(
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'department-head',
  'team-member',
  'referral-clerk',
  'referral-desk',
  'arrival-desk',
  'ward-nurse',
  'medical-affairs',
  'prehospital-staff',
  'his-adapter',
  'county-health-authority',
)
export class ReadingController {
  constructor(private readonly readings: Readings) {}

  /** The inbox of a desk or department, the outbox of a doctor; newest first. */
  @Get()
  @AnswersPageOf(ReferralItem)
  list(@Caller() caller: Principal, @Query() query: ReferralQuery): Promise<Page<ReferralItem>> {
    return this.readings.list(caller, query);
  }

  /** V07, asked before the form is filled: the open referral that would refuse it; none is an empty list. */
  @Get('open')
  @Header('Cache-Control', 'no-store')
  @Roles(...R, ...C, 'elder-care-staff')
  @Answers(200, OpenReferralsView)
  open(@Caller() caller: Principal, @Query() query: OpenReferralQuery): Promise<OpenReferralsView> {
    return this.readings.open(caller, query);
  }

  /** One referral; its clinical form and outcome for its two sides. The read is recorded. */
  @Get(':id')
  @Answers(200, ReferralDetail)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<ReferralDetail>> {
    return this.readings.read(caller, id);
  }

  /** What the caller may do on this version now. */
  @Get(':id/actions')
  @Header('Cache-Control', 'no-store')
  @Answers(200, ActionsView)
  actions(@Caller() caller: Principal, @UuidParam() id: string): Promise<ActionsView> {
    return this.readings.actions(caller, id);
  }

  /** The whole story with actor, time and reason. */
  @Get(':id/events')
  @Answers(200, EventsView)
  events(@Caller() caller: Principal, @UuidParam() id: string): Promise<EventsView> {
    return this.readings.events(caller, id);
  }
}
