import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  ConfirmationRequested,
  FormHoldChanged,
  FormHoldExtensionRequested,
  FormHoldRequested,
  ReferralChanged,
  ReferralRedirected,
  ReferralWants,
  ReferralWithUnit,
  RescheduleRequested,
  UnitRequested,
} from '#contracts/referral.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { choose, confirm, refuseOvertaken, reschedule } from './asked.js';
import { Door } from './door.js';
import { extendFormHold, holdForForm, releaseFormHold, takeOver } from './form-hold.js';
import { type Move, Moves, type Overtaken } from './moves.js';
import { accept, arrive, extend, fulfil, lose, redirect, release, reopen, tryAgain } from './steps.js';
import type { Happening } from './wish.js';

/** What happens to referrals, as far as it moves supply (domain §5.2, column "Reservation effect"). */
@Controller()
export class ReferralConsumer {
  constructor(
    private readonly door: Door,
    private readonly moves: Moves,
  ) {}

  @EventPattern<string>('referral.form-hold-requested.v1')
  formHoldRequested(@Payload() data: FormHoldRequested, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, holdForForm, false, refuseOvertaken('form-hold'));
  }

  @EventPattern<string>('referral.form-hold-extension-requested.v1')
  formHoldExtensionRequested(
    @Payload() data: FormHoldExtensionRequested,
    @Ctx() message: MessageContext,
  ): Promise<void> {
    return this.apply(data, message, extendFormHold, false, refuseOvertaken('form-hold'));
  }

  @EventPattern<string>('referral.form-hold-released.v1')
  formHoldReleased(@Payload() data: FormHoldChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, releaseFormHold);
  }

  @EventPattern<string>('referral.submitted.v1')
  async submitted(@Payload() data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    const { envelope } = message;
    // What a draft may hold already is looked at under its locks; all others only want the earliest unit.
    if (data.fromDraft) return this.apply(data, message, takeOver);
    await this.door.ask({ kind: 'referral', arrived: { envelope, data } });
  }

  @EventPattern<string>('referral.resubmitted.v1')
  resubmitted(@Payload() data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, tryAgain);
  }

  @EventPattern<string>('referral.redirected.v1')
  redirected(@Payload() data: ReferralRedirected, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, redirect);
  }

  @EventPattern<string>('referral.accepted.v1')
  accepted(@Payload() data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, accept);
  }

  @EventPattern<string>('referral.no-show.v1')
  missed(@Payload() data: ReferralChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, lose);
  }

  @EventPattern<string>('referral.reopened.v1')
  reopened(@Payload() data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, reopen);
  }

  @EventPattern<string>('referral.wait-requested.v1')
  waitRequested(@Payload() data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, reopen);
  }

  @EventPattern<string>('referral.extended.v1')
  extended(@Payload() data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, extend);
  }

  @EventPattern<string>('referral.unit-requested.v1')
  unitRequested(@Payload() data: UnitRequested, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, choose, false, refuseOvertaken('unit'));
  }

  @EventPattern<string>('referral.confirmation-requested.v1')
  confirmationRequested(@Payload() data: ConfirmationRequested, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, confirm, false, refuseOvertaken('confirmation'));
  }

  @EventPattern<string>('referral.reschedule-requested.v1')
  rescheduleRequested(@Payload() data: RescheduleRequested, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, reschedule, false, refuseOvertaken('reschedule'));
  }

  @EventPattern<string>('referral.rejected.v1')
  rejected(@Payload() data: ReferralChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, release, true);
  }

  @EventPattern<string>('referral.cancelled.v1')
  cancelled(@Payload() data: ReferralChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, release, true);
  }

  @EventPattern<string>('referral.expired.v1')
  expired(@Payload() data: ReferralChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, release, true);
  }

  @EventPattern<string>('referral.arrived.v1')
  arrived(@Payload() data: ReferralWithUnit, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, arrive, true);
  }

  @EventPattern<string>('referral.outcome-returned.v1')
  outcomeReturned(@Payload() data: ReferralChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.apply(data, message, fulfil, true);
  }

  private apply<D extends Happening>(
    data: D,
    { envelope }: MessageContext,
    move: Move<D>,
    ended = false,
    overtaken?: Overtaken,
  ): Promise<void> {
    return this.moves.apply({ envelope, data }, move, ended, overtaken);
  }
}
