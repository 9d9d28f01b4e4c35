import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, PageQuery } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { ReferralView } from '../form/referral.answer.js';
import { VoidAnswer, VoidRequest, VoidView } from './void.dto.js';
import { Voids } from './voids.js';

/** Referrals that were entered in error. */
@ApiTags('referrals')
@Controller('v1')
export class VoidController {
  constructor(private readonly voids: Voids) {}

  /** Medical affairs of either side asks for a referral to be voided. */
  @Post('referrals/:id/voids')
  @Roles('medical-affairs')
  @Answers(200, ReferralView)
  request(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: VoidRequest,
  ): Promise<Answer<ReferralView>> {
    return this.voids.request(write, id, body);
  }

  /** What the consortium's office sees of it: no patient, no clinical text. */
  @Get('referrals/:id/voids')
  @Header('Cache-Control', 'no-store')
  @Roles('consortium-office')
  @Answers(200, VoidView)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<VoidView>> {
    return this.voids.read(caller, id);
  }

  /** Requests that wait for an answer, the nearest deadline first: of the office's consortium, of the house itself. */
  @Get('void-requests')
  @Header('Cache-Control', 'no-store')
  @Roles('consortium-office', 'medical-affairs')
  @AnswersPageOf(VoidView)
  pending(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<VoidView>> {
    return this.voids.pending(caller, query);
  }

  /** The consortium's office, another person, agrees (T33) or refuses. */
  @Post('referrals/:id/void-answers')
  @Roles('consortium-office')
  @Answers(200, VoidView)
  answer(@WriteRequest() write: Write, @UuidParam() id: string, @Body() body: VoidAnswer): Promise<Answer<VoidView>> {
    return this.voids.answer(write, id, body);
  }
}
