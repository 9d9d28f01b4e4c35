import { Body, Controller, Get, Post, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ROLES, type ServiceName } from '#contracts/codes.js';
import { Caller, Roles } from '../auth/decorators.js';
import type { Principal } from '../auth/principal.js';
import { UuidParam } from '../http/uuid-param.js';
import { Answers } from '../openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '../write/write.js';
import {
  DecidePolicy,
  PoliciesView,
  PolicyQuery,
  ProposalQuery,
  ProposalsView,
  ProposalView,
  ProposePolicy,
} from './policy.dto.js';
import { PolicyBoard } from './policy-board.js';

/** The entrance to the parameters of a service, the same in every service. */
abstract class PolicyEntrance {
  constructor(private readonly board: PolicyBoard) {}

  /** What holds at a place on a day, each value with its meaning and the row that decided it; for one key its history. */
  @Get()
  @Roles(...ROLES)
  @Answers(200, PoliciesView)
  effective(@Caller() caller: Principal, @Query() query: PolicyQuery): Promise<PoliciesView> {
    return this.board.effective(caller, query);
  }

  /** The changes on their way and the latest that were decided. */
  @Get('proposals')
  @Roles('county-health-authority', 'consortium-office')
  @Answers(200, ProposalsView)
  proposals(@Caller() caller: Principal, @Query() { state }: ProposalQuery): Promise<ProposalsView> {
    return this.board.proposals(caller, state);
  }

  /** Proposes a new version of a parameter, or the end of its row, from today on or later. */
  @Post('proposals')
  @Roles('county-health-authority', 'consortium-office')
  @Answers(201, ProposalView)
  propose(@WriteRequest() write: Write, @Body() body: ProposePolicy): Promise<Answer<ProposalView>> {
    return this.board.propose(write, body);
  }

  /** Approves or rejects a proposal: a second person, never its author. */
  @Post('proposals/:id/decisions')
  @Roles('county-health-authority', 'consortium-office')
  @Answers(200, ProposalView)
  decide(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: DecidePolicy,
  ): Promise<Answer<ProposalView>> {
    return this.board.decide(write, id, body);
  }
}

/** The parameters of one service under its own address, `/v1/referral-policies`: the door knows the owner by it. */
export function policyController(service: ServiceName): Type {
  @ApiTags('policy')
  @Controller(`v1/${service}-policies`)
  class PolicyController extends PolicyEntrance {
    // Its own constructor, as only a decorated class tells Nest what it needs.
    constructor(board: PolicyBoard) {
      super(board);
    }
  }
  Object.defineProperty(PolicyController, 'name', { value: `${service}PolicyController` });
  return PolicyController;
}
