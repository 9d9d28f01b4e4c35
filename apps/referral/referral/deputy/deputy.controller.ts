import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Roles } from '#service/auth/decorators.js';
import type { Principal } from '#service/auth/principal.js';
import { NoBody } from '#service/http/no-body.js';
import { NoQuery } from '#service/http/no-query.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Delegations } from './delegations.js';
import { Deputies } from './deputies.js';
import { DelegationsView, DelegationView, DeputiesView, DeputyView, NewDelegation, NewDeputy } from './deputy.dto.js';

/** Who acts in whose place: deputies of referring doctors, desks that decide for a department. */
@ApiTags('deputies')
@Controller('v1')
export class DeputyController {
  constructor(
    private readonly deputies: Deputies,
    private readonly delegations: Delegations,
  ) {}

  /** The deputies of the caller's house, now and to come. */
  @Get('deputies')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head', 'medical-affairs')
  @Answers(200, DeputiesView)
  list(@Caller() caller: Principal, @Query() _query: NoQuery): Promise<DeputiesView> {
    return this.deputies.list(caller);
  }

  /** Names a deputy of the same house for days that are set. */
  @Post('deputies')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head', 'medical-affairs')
  @Answers(201, DeputyView)
  name(@WriteRequest() write: Write, @Body() body: NewDeputy): Promise<Answer<DeputyView>> {
    return this.deputies.name(write, body);
  }

  /** Ends it today: from now on the deputy acts no more. */
  @Post('deputies/:id/ends')
  @Roles('family-doctor', 'primary-doctor', 'hospital-doctor', 'department-head', 'medical-affairs')
  @Answers(200, DeputyView)
  end(@WriteRequest() write: Write, @UuidParam() id: string, @Body() _body: NoBody): Promise<Answer<DeputyView>> {
    return this.deputies.end(write, id);
  }

  /** Which departments of the caller's house leave their decisions to the desk. */
  @Get('desk-delegations')
  @Roles('hospital-doctor', 'department-head', 'medical-affairs', 'referral-desk')
  @Answers(200, DelegationsView)
  delegated(@Caller() caller: Principal, @Query() _query: NoQuery): Promise<DelegationsView> {
    return this.delegations.list(caller);
  }

  /** Leaves the decisions of a department to the desk, or takes them back, as a dated row. */
  @Post('desk-delegations')
  @Roles('department-head', 'medical-affairs')
  @Answers(201, DelegationView)
  delegate(@WriteRequest() write: Write, @Body() body: NewDelegation): Promise<Answer<DelegationView>> {
    return this.delegations.set(write, body);
  }
}
