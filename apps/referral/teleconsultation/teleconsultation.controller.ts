import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { DraftView } from '../referral/draft/draft.dto.js';
import { Asking } from './asking.js';
import {
  Advice,
  AskTeleconsultation,
  InformationRequest,
  Supplement,
  TeleconsultationLine,
  TeleconsultationQuery,
  TeleconsultationView,
  Withdrawal,
} from './teleconsultation.dto.js';
import { TeleconsultationDrafts } from './teleconsultation-drafts.js';
import { TeleconsultationReadings } from './teleconsultation-readings.js';
import { Teleconsultations } from './teleconsultations.js';

/** Advice before a referral: 基层检查 + 上级诊断. */
@ApiTags('teleconsultations')
@Controller('v1/teleconsultations')
export class TeleconsultationController {
  constructor(
    private readonly asking: Asking,
    private readonly teleconsultations: Teleconsultations,
    private readonly readings: TeleconsultationReadings,
    private readonly drafts: TeleconsultationDrafts,
  ) {}

  /** C01: asks a department of an upper hospital, or one specialist of it. */
  @Post()
  @Roles('family-doctor', 'primary-doctor')
  @Answers(201, TeleconsultationLine)
  ask(@WriteRequest() write: Write, @Body() body: AskTeleconsultation): Promise<Answer<TeleconsultationLine>> {
    return this.asking.ask(write, body);
  }

  /** What the caller's department is asked, or what the caller's house has asked; newest first. */
  @Get()
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head')
  @AnswersPageOf(TeleconsultationLine)
  list(@Caller() caller: Principal, @Query() query: TeleconsultationQuery): Promise<Page<TeleconsultationLine>> {
    return this.readings.list(caller, query);
  }

  /** Question, answer and every step. The read is recorded. */
  @Get(':id')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head')
  @Answers(200, TeleconsultationView)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<TeleconsultationView>> {
    return this.readings.read(caller, id);
  }

  /** C02, C03: the caller answers for it from now on. */
  @Post(':id/takings')
  @Roles('hospital-doctor', 'department-head')
  @Answers(200, TeleconsultationLine)
  take(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() _body: NoBody,
  ): Promise<Answer<TeleconsultationLine>> {
    return this.teleconsultations.take(write, id);
  }

  /** C04: something is missing. */
  @Post(':id/returns')
  @Roles('hospital-doctor', 'department-head')
  @Answers(200, TeleconsultationLine)
  return(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: InformationRequest,
  ): Promise<Answer<TeleconsultationLine>> {
    return this.teleconsultations.return(write, id, body);
  }

  /** C05: what was missing; the question stands again. */
  @Post(':id/supplements')
  @Roles('family-doctor', 'primary-doctor')
  @Answers(200, TeleconsultationLine)
  inform(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Supplement,
  ): Promise<Answer<TeleconsultationLine>> {
    return this.teleconsultations.inform(write, id, body);
  }

  /** C06: the signed advice. */
  @Post(':id/answers')
  @Roles('hospital-doctor', 'department-head')
  @Answers(200, TeleconsultationLine)
  answer(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Advice,
  ): Promise<Answer<TeleconsultationLine>> {
    return this.teleconsultations.answer(write, id, body);
  }

  /** C07. */
  @Post(':id/withdrawals')
  @Roles('family-doctor', 'primary-doctor')
  @Answers(200, TeleconsultationLine)
  withdraw(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Withdrawal,
  ): Promise<Answer<TeleconsultationLine>> {
    return this.teleconsultations.withdraw(write, id, body);
  }

  /** A stored draft of the referral that follows the advice, filled with everything that is known. */
  @Post(':id/drafts')
  @Roles('family-doctor', 'primary-doctor')
  @Answers(201, DraftView)
  draft(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DraftView>> {
    return this.drafts.create(write, id);
  }
}
