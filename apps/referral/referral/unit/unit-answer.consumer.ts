import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import {
  ReservationConfirmed,
  ReservationDisplaced,
  ReservationExpired,
  ReservationExtended,
  ReservationHeld,
  ReservationNoShow,
  ReservationRefused,
  ReservationRescheduled,
  ReservationUnavailable,
  ReservationWaitEnded,
} from '#contracts/reservation.events.js';
import { MessageContext } from '#messaging/message-context.js';
import { UnitAnswers } from './unit-answers.js';

/** Entrance for what reservation answers; a returned promise is acknowledged. */
@Controller()
export class UnitAnswerConsumer {
  constructor(private readonly answers: UnitAnswers) {}

  @EventPattern<string>('reservation.held.v1')
  held(@Payload() data: ReservationHeld, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.held.v1', id, data } });
  }

  @EventPattern<string>('reservation.unavailable.v1')
  unavailable(
    @Payload() data: ReservationUnavailable,
    @Ctx() { envelope: { id, county } }: MessageContext,
  ): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.unavailable.v1', id, data } });
  }

  @EventPattern<string>('reservation.extended.v1')
  extended(@Payload() data: ReservationExtended, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.extended.v1', id, data } });
  }

  @EventPattern<string>('reservation.confirmed.v1')
  confirmed(@Payload() data: ReservationConfirmed, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.confirmed.v1', id, data } });
  }

  @EventPattern<string>('reservation.rescheduled.v1')
  rescheduled(
    @Payload() data: ReservationRescheduled,
    @Ctx() { envelope: { id, county } }: MessageContext,
  ): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.rescheduled.v1', id, data } });
  }

  @EventPattern<string>('reservation.refused.v1')
  refused(@Payload() data: ReservationRefused, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.refused.v1', id, data } });
  }

  @EventPattern<string>('reservation.expired.v1')
  expired(@Payload() data: ReservationExpired, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.expired.v1', id, data } });
  }

  @EventPattern<string>('reservation.displaced.v1')
  displaced(@Payload() data: ReservationDisplaced, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.displaced.v1', id, data } });
  }

  @EventPattern<string>('reservation.wait-ended.v1')
  waitEnded(@Payload() data: ReservationWaitEnded, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.wait-ended.v1', id, data } });
  }

  @EventPattern<string>('reservation.no-show.v1')
  noShow(@Payload() data: ReservationNoShow, @Ctx() { envelope: { id, county } }: MessageContext): Promise<void> {
    return this.answers.take({ county, answer: { name: 'reservation.no-show.v1', id, data } });
  }
}
