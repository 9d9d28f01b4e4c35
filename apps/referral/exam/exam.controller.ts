import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, PageQuery } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import {
  ExamItemView,
  ExamLine,
  ExamQuery,
  ExamView,
  OrderExam,
  Performance,
  RecognisedList,
  RecognisedQuery,
  Report,
} from './exam.dto.js';
import { ExamReadings } from './exam-readings.js';
import { Exams } from './exams.js';

/** Exams: 基层检查 + 上级诊断 + 区域互认. */
@ApiTags('exams')
@Controller('v1')
@Roles('family-doctor', 'primary-doctor', 'hospital-doctor')
export class ExamController {
  constructor(
    private readonly exams: Exams,
    private readonly readings: ExamReadings,
  ) {}

  /** E01. While a recognised result of the item holds, a reason is needed: 422 names the result. */
  @Post('exam-orders')
  @Answers(201, ExamLine)
  order(@WriteRequest() write: Write, @Body() wish: OrderExam): Promise<Answer<ExamLine>> {
    return this.exams.order(write, wish);
  }

  /** What the caller's institution orders, performs or reports, or all exams of one patient; newest first. */
  @Get('exam-orders')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'his-adapter')
  @AnswersPageOf(ExamLine)
  list(@Caller() caller: Principal, @Query() query: ExamQuery): Promise<Page<ExamLine>> {
    return this.readings.list(caller, query);
  }

  /** One exam with its report. The read is recorded. */
  @Get('exam-orders/:id')
  @Answers(200, ExamView)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<ExamView>> {
    return this.readings.read(caller, id);
  }

  /** E02: the patient was examined. */
  @Post('exam-orders/:id/performances')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'his-adapter')
  @Answers(200, ExamLine)
  perform(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: Performance): Promise<Answer<ExamLine>> {
    return this.exams.perform(write, id, body);
  }

  /** E03: the signed report; recognised at once where the catalogue names the item and an upper hospital has read it. */
  @Post('exam-orders/:id/reports')
  @Answers(200, ExamLine)
  report(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: Report): Promise<Answer<ExamLine>> {
    return this.exams.report(write, id, body);
  }

  /** E04 by hand: a doctor of an upper hospital takes the result as one of the own house. */
  @Post('exam-orders/:id/recognitions')
  @Roles('hospital-doctor')
  @Answers(200, ExamLine)
  recognise(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<ExamLine>> {
    return this.exams.recognise(write, id);
  }

  /** Results of the patient that still hold everywhere in the county, with their reports: to be read before ordering. */
  @Get('recognised-results')
  @ApiOkResponse({ type: RecognisedList })
  recognised(@Caller() caller: Principal, @Query() query: RecognisedQuery): Promise<RecognisedList> {
    return this.readings.recognised(caller, query);
  }

  /** The catalogue of exams, and how long their results are recognised; it holds nothing of anybody. */
  @Get('exam-items')
  @Roles(...ROLES)
  @AnswersPageOf(ExamItemView)
  items(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<ExamItemView>> {
    return this.readings.items(caller, query);
  }
}
