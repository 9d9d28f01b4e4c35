import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { R } from '../machine/entrance-roles.js';
import { DraftView } from './draft.dto.js';
import { Successors } from './successors.js';

/** The next referral of a patient whose first one was refused. */
@ApiTags('referral drafts')
@Controller('v1/referrals')
export class SuccessorController {
  constructor(private readonly successors: Successors) {}

  /**
   * Stores the form of a rejected, expired or cancelled referral as a draft of the next one, linked to it and directed to
   * the receiver that the rejection named (T01). Without If-Match: what has ended does not change.
   */
  @Post(':id/successor-drafts')
  @Roles(...R)
  @Answers(201, DraftView)
  create(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DraftView>> {
    return this.successors.create(write, id);
  }
}
