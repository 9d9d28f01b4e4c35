import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '#service/auth/decorators.js';
import { UuidParam } from '#service/http/uuid-param.js';
import { Answers } from '#service/openapi/answers.js';
import { type Answer, type Write, WriteRequest } from '#service/write/write.js';
import { ReferralView } from '../form/referral.answer.js';
import { A, C, K, R } from '../machine/entrance-roles.js';
import { Commands } from '../road/commands.js';
import { acknowledgeAlert } from './alert.js';
import { Completions } from './completions.js';
import { AlertAcknowledgement, FormCompletion, RetroEntry } from './emergency.dto.js';
import { RetroEntries } from './retro-entries.js';

/** The short path of an emergency (domain §5.3). */
@ApiTags('referrals')
@Controller('v1')
export class EmergencyController {
  constructor(
    private readonly commands: Commands,
    private readonly completions: Completions,
    private readonly retroEntries: RetroEntries,
  ) {}

  /** T34: a named person has taken note; at a centre that is asked to take over, the patient comes with it (T15, T06). */
  @Post('referrals/:id/alert-acknowledgements')
  @Roles('hospital-doctor', 'department-head', ...K, ...A)
  @Answers(200, ReferralView)
  acknowledge(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: AlertAcknowledgement,
  ): Promise<Answer<ReferralView>> {
    return this.commands.take(write, id, (at) => acknowledgeAlert(at, body));
  }

  /** T37: the rest of an emergency's form and the consent, within 24 hours. */
  @Post('referrals/:id/form-completions')
  @Roles(...R, ...C)
  @Answers(200, ReferralView)
  complete(
    @WriteRequest() write: Write,
    @UuidParam() id: string,
    @Body() body: FormCompletion,
  ): Promise<Answer<ReferralView>> {
    return this.completions.complete(write, id, body);
  }

  /** T32: an emergency that has arrived already is written down, at most 24 hours later. */
  @Post('retro-entries')
  @Roles('hospital-doctor', 'department-head', 'prehospital-staff', ...A)
  @Answers(201, ReferralView)
  enter(@WriteRequest() write: Write, @Body() body: RetroEntry): Promise<Answer<ReferralView>> {
    return this.retroEntries.enter(write, body);
  }
}
