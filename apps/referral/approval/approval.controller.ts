import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import type { Page } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { ApprovalQuery, ApprovalView, DecideApproval, RequestApproval } from './approval.dto.js';
import { Approvals } from './approvals.js';

/** Referrals that leave the network without consortium or agreement are approved first (V04). */
@ApiTags('routing')
@Controller('v1/network-approvals')
export class ApprovalController {
  constructor(private readonly approvals: Approvals) {}

  /** Asks the centre of the sender; it has an owner and a deadline from then on. */
  @Post()
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor')
  @Answers(201, ApprovalView)
  request(@WriteRequest() write: Write, @Body() form: RequestApproval): Promise<Answer<ApprovalView>> {
    return this.approvals.request(write, form);
  }

  /** Requests of the caller's house and those it has to decide, the newest first. */
  @Get()
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'medical-affairs', 'consortium-office')
  @AnswersPageOf(ApprovalView)
  list(@Caller() caller: Principal, @Query() query: ApprovalQuery): Promise<Page<ApprovalView>> {
    return this.approvals.list(caller, query);
  }

  @Get(':id')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'referral-desk', 'medical-affairs', 'consortium-office')
  @ApiOkResponse({ type: ApprovalView })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<ApprovalView> {
    return this.approvals.read(caller, id);
  }

  /** Approves for some time, or refuses with a reason. */
  @Post(':id/decisions')
  @Roles('referral-desk', 'medical-affairs', 'consortium-office')
  @Answers(200, ApprovalView)
  decide(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: DecideApproval,
  ): Promise<Answer<ApprovalView>> {
    return this.approvals.decide(write, id, body);
  }
}
