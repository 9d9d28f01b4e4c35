import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TOLD_ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { NoticeItem, NoticePage, NoticeQuery, NoticeReading } from './notice.dto.js';
import { ReadingService } from './reading.service.js';

@ApiTags('notices')
@Controller('v1/notices')
@Roles(...TOLD_ROLES)
export class NoticeController {
  constructor(private readonly reading: ReadingService) {}

  /** The caller's notices, newest first, with the number of unread ones; what was put off is not among them. */
  @Get()
  @ApiOkResponse({ type: NoticePage })
  list(@Caller() principal: Principal, @Query() query: NoticeQuery): Promise<NoticePage> {
    return this.reading.list(principal, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: NoticeItem })
  read(@Caller() principal: Principal, @UuidParam() id: string): Promise<NoticeItem> {
    return this.reading.read(principal, id);
  }

  /** The caller has read it; others who hold the same post have not. */
  @Post(':id/reads')
  @HttpCode(201)
  @ApiCreatedResponse({ type: NoticeReading })
  markRead(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() _body: NoBody,
  ): Promise<Answer<NoticeReading>> {
    return this.reading.markRead(write, id);
  }
}
