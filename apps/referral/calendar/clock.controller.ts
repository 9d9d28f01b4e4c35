import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ROLES } from '#contracts/codes.js';
import { Roles } from '#service/auth/decorators.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { NoQuery } from '#service/http/no-query.js';
import { Answers } from '#service/openapi/answers.js';

/** The time by which deadlines, holds and windows are judged. */
class ClockView {
  @ApiProperty({ format: 'date-time' }) now: string;
}

@ApiTags('calendar')
@Controller('v1/clock')
export class ClockController {
  constructor(private readonly database: Database) {}

  /** What time it is for the rules: a client whose own clock is wrong would count a deadline down wrongly. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Roles(...ROLES)
  @Answers(200, ClockView)
  async read(@Query() _query: NoQuery): Promise<ClockView> {
    return { now: await this.database.transaction(SYSTEM, async (_, now) => now.toISOString()) };
  }
}
