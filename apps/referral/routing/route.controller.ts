import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { C, R } from '../referral/machine/entrance-roles.js';
import { CARDIOLOGY_EXAMPLE, RouteAnswer, RouteQuestion } from './route.dto.js';
import { Routes } from './routes.js';

@ApiTags('routing')
@Controller('v1/routes')
export class RouteController {
  constructor(private readonly routes: Routes) {}

  /** Where a patient could go and why; stores nothing. */
  @Post()
  @HttpCode(200)
  @Roles(...R, ...C, 'referral-desk')
  @ApiBody({ type: RouteQuestion, examples: { 'cardiology expert': { value: CARDIOLOGY_EXAMPLE } } })
  @ApiOkResponse({ type: RouteAnswer })
  preview(@Caller() caller: Principal, @Body() question: RouteQuestion): Promise<RouteAnswer> {
    return this.routes.preview(caller, question);
  }
}
