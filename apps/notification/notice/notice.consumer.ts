import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { AnomalySignalled } from '#contracts/anomaly.events.js';
import { ApprovalChanged } from '#contracts/approval.events.js';
import { CalendarMissing } from '#contracts/calendar.events.js';
import { MESSAGES, type MessageName, namesConsumedBy } from '#contracts/catalogue.js';
import { DisplacementOverdue, ItemOverdue } from '#contracts/item.events.js';
import { NetworkChanged } from '#contracts/network.events.js';
import {
  CriticalCentreAlerted,
  ReferralChanged,
  ReferralOffered,
  ReferralOverdue,
  ReferralRedirected,
  ReferralWaitlisted,
  ReferralWants,
  ReferralWithUnit,
  ResultReady,
  VoidRefused,
  VoidRequested,
} from '#contracts/referral.events.js';
import {
  AnomalyRaised,
  ReserveFloorShortfall,
  ReserveLow,
  ReserveReleased,
  ReserveReleaseSoon,
  SupplyChanged,
  SupplyPublished,
  WaitListStalled,
} from '#contracts/reservation.events.js';
import { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { NoticeService } from './notice.service.js';

/** The messages for notification that carry exactly this payload: the catalogue, not this file, lists the names. */
function carrying(payload: new () => object): MessageName[] {
  return namesConsumedBy('notification').filter((name) => MESSAGES[name].payload === payload);
}

/** Every message becomes notices in the same way; a handler for each payload class, as the pipe checks by class. */
@Controller()
export class NoticeConsumer {
  constructor(private readonly notices: NoticeService) {}

  @EventPattern<string[]>(carrying(ReferralChanged))
  changed(@Payload() _data: ReferralChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReferralWants))
  wants(@Payload() _data: ReferralWants, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReferralRedirected))
  redirected(@Payload() _data: ReferralRedirected, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReferralOffered))
  offered(@Payload() _data: ReferralOffered, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ResultReady))
  resultReady(@Payload() _data: ResultReady, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReferralWithUnit))
  withUnit(@Payload() _data: ReferralWithUnit, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReferralWaitlisted))
  waitlisted(@Payload() _data: ReferralWaitlisted, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReferralOverdue))
  overdue(@Payload() _data: ReferralOverdue, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(TeleconsultationChanged))
  teleconsultation(@Payload() _data: TeleconsultationChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ApprovalChanged))
  approval(@Payload() _data: ApprovalChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ItemOverdue))
  itemOverdue(@Payload() _data: ItemOverdue, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(DisplacementOverdue))
  displacementOverdue(@Payload() _data: DisplacementOverdue, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(NetworkChanged))
  networkChanged(@Payload() _data: NetworkChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(CriticalCentreAlerted))
  alerted(@Payload() _data: CriticalCentreAlerted, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(VoidRequested))
  voidRequested(@Payload() _data: VoidRequested, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(VoidRefused))
  voidRefused(@Payload() _data: VoidRefused, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(SupplyPublished))
  published(@Payload() _data: SupplyPublished, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(AnomalySignalled))
  anomalySignalled(@Payload() _data: AnomalySignalled, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(CalendarMissing))
  calendarMissing(@Payload() _data: CalendarMissing, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(WaitListStalled))
  stalled(@Payload() _data: WaitListStalled, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReserveReleaseSoon))
  releaseSoon(@Payload() _data: ReserveReleaseSoon, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(AnomalyRaised))
  anomaly(@Payload() _data: AnomalyRaised, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReserveReleased))
  released(@Payload() _data: ReserveReleased, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(SupplyChanged))
  supplyChanged(@Payload() _data: SupplyChanged, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReserveFloorShortfall))
  shortfall(@Payload() _data: ReserveFloorShortfall, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }

  @EventPattern<string[]>(carrying(ReserveLow))
  reserveLow(@Payload() _data: ReserveLow, @Ctx() message: MessageContext): Promise<void> {
    return this.notices.record(message.envelope);
  }
}
