import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { PublicationRequest, PublicationView, SessionQuery, SessionView, sessionView } from './supply.dto.js';
import { SupplyService } from './supply.service.js';

const READERS = [
  'his-adapter',
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'referral-desk',
  'county-health-authority',
] as const;

/** Clinic sessions, exam bands and ward-days. */
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly supply: SupplyService) {}

  /** Publishes sessions of the own institution with their share of the reserve; all or nothing. */
  @Post()
  @Roles('his-adapter')
  @Answers(201, PublicationView)
  publish(@WriteRequest() write: Write, @Body() body: PublicationRequest): Promise<Answer<PublicationView>> {
    return this.supply.publish(write, body);
  }

  /** Sessions of the own county, earliest first. */
  @Get()
  @Roles(...READERS)
  @AnswersPageOf(SessionView)
  list(@Caller() caller: Principal, @Query() query: SessionQuery): Promise<Page<SessionView>> {
    return this.supply.list(caller, query);
  }

  /** One session with all its counters. */
  @Get(':id')
  @Roles(...READERS)
  @Answers(200, SessionView)
  async read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<SessionView>> {
    const session = await this.supply.find(caller, id);
    return { status: 200, body: sessionView(session), version: session.version };
  }
}
