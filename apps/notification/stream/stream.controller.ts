import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { TOLD_ROLES } from '#contracts/codes.js';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { StreamService } from './stream.service.js';

@ApiTags('notices')
@Controller('v1/stream')
@Roles(...TOLD_ROLES)
export class StreamController {
  constructor(private readonly streams: StreamService) {}

  /**
   * The caller's notices as they happen (Server-Sent Events): `event: notice`, data = one notice as in GET /v1/notices.
   * With `Last-Event-ID` everything since that position comes first. Ends when the token does.
   */
  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last `id` that the client has seen.' })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  open(
    @Caller() principal: Principal,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    return this.streams.open(principal, lastEventId ?? '', response);
  }
}
