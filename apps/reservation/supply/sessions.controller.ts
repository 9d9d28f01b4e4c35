import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { localDate, plusDays } from '#service/calendar/local-time.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { PublicationRequest, type SessionDraft } from './draft.dto.js';
import { PublicationView, SessionQuery, SessionView } from './supply.dto.js';
import { SupplyService } from './supply.service.js';

const READERS = [
  'his-adapter',
  'family-doctor',
  'primary-doctor',
  'hospital-doctor',
  'department-head',
  'referral-desk',
  'medical-affairs',
  'roster-manager',
  'bed-manager',
  'county-health-authority',
] as const;

/** An example that works on the day of the process's start: rosters can't be published for the past. */
function morningExample(today: Date): SessionDraft {
  const date = plusDays(localDate(today), 5);
  return {
    externalId: `example-${date}`,
    pool: 'expert-slot',
    group: '03.04',
    startsAt: `${date}T08:00:00+08:00`,
    endsAt: `${date}T12:00:00+08:00`,
    place: 'Outpatient building, room 12',
    capacity: 40,
    segmentMinutes: 30,
  };
}

/** Clinic sessions, exam bands and ward-days. */
@ApiTags('supply')
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly supply: SupplyService) {}

  /** Publishes sessions of the own institution with their share of the reserve; all or nothing. */
  @Post()
  @Roles('his-adapter', 'roster-manager')
  @ApiBody({
    type: PublicationRequest,
    examples: { 'an expert morning': { value: { sessions: [morningExample(new Date())] } } },
  })
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
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<SessionView>> {
    return this.supply.read(caller, id);
  }
}
