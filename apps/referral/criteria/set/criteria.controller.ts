import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, PageQuery, readCursor, toPage } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { INPUTS } from '../expression/inputs.js';
import { Trials } from '../trial/trials.js';
import { checkedRows } from './checked-rows.js';
import {
  ApprovalForm,
  CriteriaCheck,
  CriteriaCheckAnswer,
  CriteriaDraft,
  CriteriaField,
  CriteriaSetDetail,
  CriteriaSetView,
  EnforcementForm,
  TrialAnswer,
  TrialQuery,
  WithdrawalForm,
} from './criteria-set.dto.js';
import { CriteriaSets } from './criteria-sets.js';

const FIELDS: CriteriaField[] = Object.entries(INPUTS)
  .map(([field, { kind, zh, en }]) => ({ field, kind, label: { zh, en } }))
  .sort((a, b) => (a.field < b.field ? -1 : 1));

/** Referral criteria as data: who may change them, and how they are tried before they decide anything (domain §9). */
@ApiTags('criteria')
@Controller('v1')
@Roles('county-health-authority', 'medical-affairs')
export class CriteriaController {
  constructor(
    private readonly sets: CriteriaSets,
    private readonly trials: Trials,
  ) {}

  /** What an expression may ask about. */
  @Get('criteria-fields')
  @AnswersPageOf(CriteriaField)
  fields(@Query() { cursor, limit }: PageQuery): Page<CriteriaField> {
    const [after = ''] = readCursor(cursor, 'text');
    return toPage(
      FIELDS.filter(({ field }) => field > after),
      limit,
      (one) => one,
      (one) => [one.field],
    );
  }

  /** Whether rows are in order; stores nothing. */
  @Post('criteria-checks')
  @HttpCode(200)
  @ApiOkResponse({ type: CriteriaCheckAnswer })
  check(@Body() { rows }: CriteriaCheck): CriteriaCheckAnswer {
    return { rows: checkedRows(rows).map(({ row, fields }) => ({ id: row.id, fields: [...fields] })) };
  }

  /** The sets of the county and the sample, newest first. */
  @Get('criteria-sets')
  @Roles('county-health-authority', 'medical-affairs', 'family-doctor', 'primary-doctor', 'hospital-doctor')
  @AnswersPageOf(CriteriaSetView)
  list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<CriteriaSetView>> {
    return this.sets.list(caller, query);
  }

  /** One set with its rows. */
  @Get('criteria-sets/:id')
  @Roles('county-health-authority', 'medical-affairs', 'family-doctor', 'primary-doctor', 'hospital-doctor')
  @Answers(200, CriteriaSetDetail)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<CriteriaSetDetail> {
    return this.sets.read(caller, id);
  }

  /** Drafts a set; every expression is checked. */
  @Post('criteria-sets')
  @Answers(201, CriteriaSetView)
  create(@WriteRequest() write: Write, @Body() form: CriteriaDraft): Promise<Answer<CriteriaSetView>> {
    return this.sets.create(write, form);
  }

  /** What the set would have said of past cases: counts and ids, no clinical text. */
  @Get('criteria-sets/:id/trial')
  @Answers(200, TrialAnswer)
  trial(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: TrialQuery): Promise<TrialAnswer> {
    return this.trials.run(caller, id, query);
  }

  /** Approves a draft of somebody else. */
  @Post('criteria-sets/:id/approvals')
  @Answers(201, CriteriaSetView)
  approve(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() { basis }: ApprovalForm,
  ): Promise<Answer<CriteriaSetView>> {
    return this.sets.approve(write, id, basis);
  }

  /** Puts an approved set in force from a day on. */
  @Post('criteria-sets/:id/enforcements')
  @Roles('county-health-authority')
  @Answers(201, CriteriaSetView)
  enforce(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() { from }: EnforcementForm,
  ): Promise<Answer<CriteriaSetView>> {
    return this.sets.enforce(write, id, from);
  }

  /** Takes a set back; until another one is in force, the sample decides, and says so. */
  @Post('criteria-sets/:id/withdrawals')
  @Roles('county-health-authority')
  @Answers(201, CriteriaSetView)
  withdraw(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() { reason }: WithdrawalForm,
  ): Promise<Answer<CriteriaSetView>> {
    return this.sets.withdraw(write, id, reason);
  }
}
