import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { NoBody } from '#service/http/no-body.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { Confirmation, FirstContact, Reschedule, UnitRequest } from '../form/command.dto.js';
import { ReferralView } from '../form/referral.answer.js';
import { C, K, R } from '../machine/entrance-roles.js';
import { Commands } from '../road/commands.js';
import { requestNeededUnit } from './exam-requests.js';
import { requestConfirmation, requestReschedule, requestWait, setFirstContact } from './requests.js';
import { UnitRequests } from './unit-requests.js';

/** Units are asked for here; only reservation grants them. */
@ApiTags('referrals')
@Controller('v1/referrals')
export class UnitController {
  constructor(
    private readonly commands: Commands,
    private readonly requests: UnitRequests,
  ) {}

  /** Asks for a unit of a session; `Prefer: wait` brings the answer: 200, or 409 with the next units (T08). */
  @Post(':id/unit-requests')
  @Roles(...R, ...C, ...K)
  @Answers(202, ReferralView)
  requestUnit(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: UnitRequest,
  ): Promise<Answer<ReferralView>> {
    return this.requests.ask(write, id, (at, tx) => requestNeededUnit(at, tx, body));
  }

  /** Asks for the hold to become a booking; `Prefer: wait` brings the answer: 200, or 409 with the next units (T10). */
  @Post(':id/confirmations')
  @Roles(...R, ...C, ...K)
  @Answers(202, ReferralView)
  confirm(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Confirmation,
  ): Promise<Answer<ReferralView>> {
    return this.requests.ask(write, id, (at) => requestConfirmation(at, body));
  }

  /** Asks for another unit, the old one kept until it is sure; `Prefer: wait`: 200, or 409 with the next units (T14). */
  @Post(':id/reschedules')
  @Roles(...R, ...C, ...K)
  @Answers(202, ReferralView)
  reschedule(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: Reschedule,
  ): Promise<Answer<ReferralView>> {
    return this.requests.ask(write, id, (at) => requestReschedule(at, body));
  }

  /** Asks for any unit, else a place on the wait list; `Prefer: wait` brings the answer (T09). */
  @Post(':id/wait-requests')
  @Roles(...K)
  @Answers(202, ReferralView)
  requestWait(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() _body: NoBody,
  ): Promise<Answer<ReferralView>> {
    return this.requests.ask(write, id, requestWait);
  }

  /** T11: date of the first contact after a hand-back. */
  @Post(':id/first-contacts')
  @Roles(...R)
  @Answers(200, ReferralView)
  setFirstContact(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: FirstContact,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => setFirstContact(at, body));
  }
}
