import { AnomalySignalled, ReserveGamingSuspected } from './anomaly.events.js';
import { ApprovalChanged } from './approval.events.js';
import { CalendarMissing, CalendarPublished } from './calendar.events.js';
import { SERVICES, type ServiceName } from './codes.js';
import { DisplacementOverdue, DisplacementSettled, ItemOverdue } from './item.events.js';
import { ConsortiumEntitled, InstitutionNamed, NetworkChanged } from './network.events.js';
import { NoticeAcknowledged } from './notice.events.js';
import { PatientMerged } from './patient.events.js';
import {
  ConfirmationRequested,
  CriticalCentreAlerted,
  FormHoldChanged,
  FormHoldExtensionRequested,
  FormHoldRequested,
  ReferralChanged,
  ReferralOffered,
  ReferralOverdue,
  ReferralRedirected,
  ReferralWaitlisted,
  ReferralWants,
  ReferralWithUnit,
  RescheduleRequested,
  ResultReady,
  UnitRequested,
  VoidRefused,
  VoidRequested,
} from './referral.events.js';
import {
  AnomalyRaised,
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
  ReserveFloorShortfall,
  ReserveLow,
  ReserveReleased,
  ReserveReleaseSoon,
  SupplyChanged,
  SupplyCounted,
  SupplyPublished,
  WaitListStalled,
} from './reservation.events.js';
import { TeleconsultationChanged } from './teleconsultation.events.js';

type PayloadClass = new () => object;

interface MessageEntry {
  readonly payload: PayloadClass;
  readonly producer: ServiceName;
  /** Never empty: an event without a consumer fails the build. */
  readonly consumers: readonly [ServiceName, ...ServiceName[]];
}

const fromReferral = <P extends PayloadClass>(payload: P, ...consumers: [ServiceName, ...ServiceName[]]) =>
  ({ payload, producer: 'referral', consumers }) as const satisfies MessageEntry;
const fromReservation = <P extends PayloadClass>(payload: P, ...consumers: [ServiceName, ...ServiceName[]]) =>
  ({ payload, producer: 'reservation', consumers }) as const satisfies MessageEntry;

const fromNotification = <P extends PayloadClass>(payload: P, ...consumers: [ServiceName, ...ServiceName[]]) =>
  ({ payload, producer: 'notification', consumers }) as const satisfies MessageEntry;

/** Every message of Fenji: name → payload, producer, consumers (domain §5.4). */
export const MESSAGES = {
  'referral.form-hold-requested.v1': fromReferral(FormHoldRequested, 'reservation'),
  'referral.form-hold-extension-requested.v1': fromReferral(FormHoldExtensionRequested, 'reservation'),
  'referral.form-hold-released.v1': fromReferral(FormHoldChanged, 'reservation'),
  'referral.submitted.v1': fromReferral(ReferralWants, 'reservation', 'notification'),
  'referral.resubmitted.v1': fromReferral(ReferralWants, 'reservation', 'notification'),
  'referral.redirected.v1': fromReferral(ReferralRedirected, 'reservation', 'notification'),
  'referral.accepted.v1': fromReferral(ReferralWants, 'reservation', 'notification'),
  'referral.unit-requested.v1': fromReferral(UnitRequested, 'reservation'),
  'referral.confirmation-requested.v1': fromReferral(ConfirmationRequested, 'reservation'),
  'referral.reschedule-requested.v1': fromReferral(RescheduleRequested, 'reservation'),
  'referral.rejected.v1': fromReferral(ReferralChanged, 'reservation', 'notification'),
  'referral.cancelled.v1': fromReferral(ReferralChanged, 'reservation', 'notification'),
  'referral.expired.v1': fromReferral(ReferralChanged, 'reservation', 'notification'),
  'referral.arrived.v1': fromReferral(ReferralWithUnit, 'reservation', 'notification'),
  'referral.outcome-returned.v1': fromReferral(ReferralChanged, 'reservation', 'notification'),
  'referral.offered.v1': fromReferral(ReferralOffered, 'notification'),
  'referral.review-started.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.returned.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.reserved.v1': fromReferral(ReferralWithUnit, 'notification'),
  'referral.waitlisted.v1': fromReferral(ReferralWaitlisted, 'notification'),
  'referral.wait-ended.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.reoffered.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.confirmed.v1': fromReferral(ReferralWithUnit, 'notification'),
  'referral.no-show.v1': fromReferral(ReferralChanged, 'reservation', 'notification'),
  'referral.reopened.v1': fromReferral(ReferralWants, 'reservation', 'notification'),
  'referral.care-started.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.interim-reported.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.outcome-queried.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.outcome-acknowledged.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.ending-acknowledged.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.extended.v1': fromReferral(ReferralWants, 'reservation', 'notification'),
  'referral.closed.v1': fromReferral(ReferralChanged, 'notification'),
  'network.changed.v1': fromReferral(NetworkChanged, 'notification'),
  'consortium.entitled.v1': fromReferral(ConsortiumEntitled, 'notification'),
  'institution.named.v1': fromReferral(InstitutionNamed, 'reservation'),
  'referral.wait-requested.v1': fromReferral(ReferralWants, 'reservation'),
  'referral.alert-acknowledged.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.form-completed.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.departed.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.expiry-near.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.patient-died.v1': fromReferral(ReferralChanged, 'notification'),
  'referral.void-requested.v1': fromReferral(VoidRequested, 'notification'),
  'referral.void-refused.v1': fromReferral(VoidRefused, 'notification'),
  'critical-centre.alerted.v1': fromReferral(CriticalCentreAlerted, 'notification'),
  'referral.overdue.v1': fromReferral(ReferralOverdue, 'notification'),
  'approval.requested.v1': fromReferral(ApprovalChanged, 'notification'),
  'approval.approved.v1': fromReferral(ApprovalChanged, 'notification'),
  'approval.refused.v1': fromReferral(ApprovalChanged, 'notification'),
  'approval.overdue.v1': fromReferral(ItemOverdue, 'notification'),
  'calendar.published.v1': fromReferral(CalendarPublished, 'reservation', 'notification'),
  'patient.merged.v1': fromReferral(PatientMerged, 'reservation'),
  'calendar.missing.v1': fromReferral(CalendarMissing, 'notification'),
  'result.ready.v1': fromReferral(ResultReady, 'notification'),
  'teleconsultation.asked.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.asked-again.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.taken.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.returned.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.answered.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.withdrawn.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.expired.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'teleconsultation.overdue.v1': fromReferral(TeleconsultationChanged, 'notification'),
  'anomaly.signalled.v1': fromReferral(AnomalySignalled, 'notification'),
  'reservation.held.v1': fromReservation(ReservationHeld, 'referral'),
  'reservation.unavailable.v1': fromReservation(ReservationUnavailable, 'referral'),
  'reservation.extended.v1': fromReservation(ReservationExtended, 'referral'),
  'reservation.confirmed.v1': fromReservation(ReservationConfirmed, 'referral'),
  'reservation.rescheduled.v1': fromReservation(ReservationRescheduled, 'referral'),
  'reservation.refused.v1': fromReservation(ReservationRefused, 'referral'),
  'reservation.expired.v1': fromReservation(ReservationExpired, 'referral'),
  'reservation.no-show.v1': fromReservation(ReservationNoShow, 'referral'),
  'reservation.wait-ended.v1': fromReservation(ReservationWaitEnded, 'referral'),
  'reservation.displaced.v1': fromReservation(ReservationDisplaced, 'referral'),
  'supply.published.v1': fromReservation(SupplyPublished, 'notification'),
  'supply.changed.v1': fromReservation(SupplyChanged, 'notification'),
  'supply.counted.v1': fromReservation(SupplyCounted, 'referral', 'notification'),
  'reserve.released.v1': fromReservation(ReserveReleased, 'notification'),
  'reserve.returned.v1': fromReservation(ReserveReleased, 'notification'),
  'reserve.floor-shortfall.v1': fromReservation(ReserveFloorShortfall, 'notification'),
  'reserve.low.v1': fromReservation(ReserveLow, 'notification'),
  'reserve.release-soon.v1': fromReservation(ReserveReleaseSoon, 'notification'),
  'anomaly.raised.v1': fromReservation(AnomalyRaised, 'notification'),
  'reserve.gaming-suspected.v1': fromReservation(ReserveGamingSuspected, 'referral'),
  'displacement.overdue.v1': fromReservation(DisplacementOverdue, 'referral', 'notification'),
  'displacement.settled.v1': fromReservation(DisplacementSettled, 'referral'),
  'waitlist.stalled.v1': fromReservation(WaitListStalled, 'notification'),
  'notice.acknowledged.v1': fromNotification(NoticeAcknowledged, 'referral'),
} as const satisfies Record<string, MessageEntry>;

export type MessageName = keyof typeof MESSAGES;
export type Payload<N extends MessageName> = InstanceType<(typeof MESSAGES)[N]['payload']>;

/** The names that one service consumes: its queue is bound to exactly these. */
export function namesConsumedBy(service: ServiceName): MessageName[] {
  return (Object.keys(MESSAGES) as MessageName[]).filter((name) =>
    (MESSAGES[name].consumers as readonly ServiceName[]).includes(service),
  );
}

/** Who consumes what one service produces: each consumer with the names that it hears from there. */
export function consumersOf(producer: ServiceName): Map<ServiceName, MessageName[]> {
  const namesOf = (consumer: ServiceName) =>
    namesConsumedBy(consumer).filter((name) => MESSAGES[name].producer === producer);
  const heard = SERVICES.map((consumer) => [consumer, namesOf(consumer)] as const);
  return new Map(heard.filter(([, names]) => names.length > 0));
}
