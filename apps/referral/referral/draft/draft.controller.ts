import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers, AnswersPageOf } from '#service/openapi/answers.js';
import { type Page, PageQuery } from '#service/paging/cursor.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { C, R } from '../machine/entrance-roles.js';
import { DraftDetail, DraftForm, DraftView, HoldWish } from './draft.dto.js';
import { DraftHolds } from './draft-holds.js';
import { Drafts } from './drafts.js';

/** Forms that are being filled, and the units held meanwhile. */
@ApiTags('referral drafts')
@Controller('v1/referral-drafts')
@Roles(...R, ...C, 'elder-care-staff')
export class DraftController {
  constructor(
    private readonly drafts: Drafts,
    private readonly holds: DraftHolds,
  ) {}

  /** Stores the form as far as it is filled (T01); shows an open referral that would stand in its way (V07). */
  @Post()
  @Answers(201, DraftView)
  create(@WriteRequest() write: Write, @Body() form: DraftForm): Promise<Answer<DraftView>> {
    return this.drafts.create(write, form);
  }

  /** The caller's own drafts, newest first. */
  @Get()
  @AnswersPageOf(DraftView)
  list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<DraftView>> {
    return this.drafts.list(caller, query);
  }

  /** One draft with its form, for the author's institution. The read is recorded. */
  @Get(':id')
  @Answers(200, DraftDetail)
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Answer<DraftDetail>> {
    return this.drafts.read(caller, id);
  }

  /** Replaces the form. */
  @Put(':id')
  @Answers(200, DraftView)
  save(@WriteRequest() write: Write, @UuidParam() id: string, @Body() form: DraftForm): Promise<Answer<DraftView>> {
    return this.drafts.save(write, id, form);
  }

  /** Discards the draft; its hold is released. */
  @Delete(':id')
  @Answers(200, DraftView)
  discard(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DraftView>> {
    return this.drafts.discard(write, id);
  }

  /**
   * Asks for a unit while the form is filled, or for another one; `Prefer: wait` brings the answer: 200, or 409. Staff of
   * a nursing home drafts, and uses no reserve.
   */
  @Post(':id/holds')
  @Roles(...R, ...C)
  @Answers(202, DraftView)
  hold(@WriteRequest() write: Write, @UuidParam() id: string, @Body() wish: HoldWish): Promise<Answer<DraftView>> {
    return this.holds.hold(write, id, wish);
  }

  /** Asks for some minutes more, as often as the policy allows. */
  @Post(':id/hold-extensions')
  @Roles(...R, ...C)
  @Answers(202, DraftView)
  extend(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DraftView>> {
    return this.holds.extend(write, id);
  }

  /** Gives the held unit back; without one nothing happens. */
  @Post(':id/hold-releases')
  @Answers(200, DraftView)
  release(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DraftView>> {
    return this.holds.release(write, id);
  }
}
