import { ApiProperty } from '@nestjs/swagger';
import {
  type Direction,
  type Entitlement,
  NO_UNIT_REASONS,
  POOLS,
  type Pool,
  type ReferralState,
  type UrgencyClass,
} from '#contracts/codes.js';
import { VerdictView } from '../../gate/verdict/verdict.view.js';
import { RankedView } from '../../routing/route.dto.js';
import { DECISION_REASONS, type DecisionReason, type Origin, type Purpose } from './form.codes.js';
import { ExplanationView, FormView, MatchedView, OutcomeView, WarningView } from './form.view.js';

/** The unit that is held or booked for a referral. */
export class UnitView {
  @ApiProperty({ format: 'uuid' }) reservationId: string;
  @ApiProperty({ format: 'uuid' }) sessionId: string;
  @ApiProperty({ example: 5 }) seat: number;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ enum: POOLS }) pool: Pool;
  @ApiProperty({ example: '03.04' }) group: string;
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ example: '门诊楼 心血管内科 专家诊室' }) place: string;
  @ApiProperty({ format: 'uuid', required: false }) doctorId?: string;
  @ApiProperty({ required: false }) preparation?: string;
  @ApiProperty() fromReserve: boolean;
  /** Absent once it is a booking. */
  @ApiProperty({ format: 'date-time', required: false }) holdUntil?: string;
  /** Of a booking: until then it is kept for a late patient. */
  @ApiProperty({ format: 'date-time', required: false }) keptUntil?: string;
}

/** Which part of what is wanted together was not found. */
export class MissingPartView {
  @ApiProperty({ enum: POOLS }) pool: Pool;
  @ApiProperty({ example: '03.04' }) group: string;
}

/** Why one candidate has no unit. */
export class NoUnitView {
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ enum: NO_UNIT_REASONS }) reason: string;
  @ApiProperty({ type: MissingPartView, required: false }) part?: MissingPartView;
}

/** Where a referral waits, and why no unit was found. */
export class WaitView {
  @ApiProperty({ format: 'uuid' }) entryId: string;
  @ApiProperty({ example: 2 }) position: number;
  @ApiProperty({ format: 'date-time' }) waitingSince: string;
  @ApiProperty({ type: [NoUnitView] }) reasons: NoUnitView[];
}

/** A free unit to choose, after a lapse or a refusal. */
export class UnitOptionView {
  @ApiProperty({ format: 'uuid' }) sessionId: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ format: 'date-time' }) startsAt: string;
}

export class SideView {
  @ApiProperty({ example: '990101' }) county: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: '03.04' }) deptCode: string;
  @ApiProperty({ format: 'uuid', required: false }) practitioner?: string;
}

/** Who has to act next, and until when. */
export class OwnerView {
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ example: 'referral-desk' }) role: string;
  @ApiProperty({ format: 'uuid', required: false }) practitioner?: string;
}

/** An open item beside what the state asks for. */
export class TaskView {
  @ApiProperty({ example: 'complete-form' }) kind: string;
  @ApiProperty({ type: OwnerView }) owner: OwnerView;
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ required: false, example: 'L1' }) rung?: string;
}

/** A referral as lists show it: no clinical text, no name. */
export class ReferralItem {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '99010120260306U00000019' }) referralNo: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ example: 'submitted' }) state: ReferralState;
  @ApiProperty({ example: 'up' }) direction: Direction;
  @ApiProperty({ example: 'visit' }) purpose: Purpose;
  @ApiProperty({ example: 'family-doctor' }) origin: Origin;
  @ApiProperty({ example: 'U3' }) urgencyClass: UrgencyClass;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ format: 'uuid' }) episodeId: string;
  @ApiProperty({ format: 'uuid', required: false }) parentReferralId?: string;
  /** The teleconsultation that advised it. */
  @ApiProperty({ format: 'uuid', required: false }) teleconsultationId?: string;
  @ApiProperty({ type: SideView }) from: SideView;
  @ApiProperty({ type: SideView }) to: SideView;
  /** Who may use what: `family-doctor` the reserve, `open` not, `emergency` for U1 (V05). */
  @ApiProperty({ example: 'family-doctor' }) entitlement: Entitlement;
  /** True while a unit is held and the target has been told: "offered" (domain §5.4). */
  @ApiProperty() offered: boolean;
  @ApiProperty({ type: UnitView, required: false }) unit?: UnitView;
  /** What is held or booked together with it. */
  @ApiProperty({ type: [UnitView], required: false }) parts?: UnitView[];
  @ApiProperty({ type: WaitView, required: false }) wait?: WaitView;
  /** Free units to choose from, after a lapse or a refusal. */
  @ApiProperty({ type: [UnitOptionView], required: false }) options?: UnitOptionView[];
  /** What reservation is being asked for and has not answered yet. */
  @ApiProperty({ required: false, enum: ['confirmation', 'unit', 'reschedule', 'wait'] }) pending?:
    | 'confirmation'
    | 'unit'
    | 'reschedule'
    | 'wait';
  /** Date of the first contact that the receiving team has set (T11). */
  @ApiProperty({ format: 'date-time', required: false }) firstContactAt?: string;
  @ApiProperty({ type: OwnerView, required: false }) owner?: OwnerView;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  @ApiProperty({ example: 'decide', required: false }) dueKind?: string;
  /** How far up the ladder it has been told that this is overdue: L0 the owner … L5 the county authority (domain §6). */
  @ApiProperty({ required: false, example: 'L1' }) rung?: string;
  /** What else is open beside it, such as an emergency's form, each with its own owner and deadline. */
  @ApiProperty({ type: [TaskView], required: false }) tasks?: TaskView[];
  /** No manual triage, front of its class. */
  @ApiProperty({ required: false }) greenChannel?: boolean;
  @ApiProperty({ required: false, example: 'chest-pain' }) criticalCentre?: string;
  /** An infection is suspected: keep the patient apart. */
  @ApiProperty({ required: false }) isolation?: boolean;
  /** Neither consortium nor agreement joins the two sides (V04). */
  @ApiProperty({ required: false }) outOfNetwork?: boolean;
  @ApiProperty({ example: 0 }) hop: number;
  @ApiProperty({ format: 'date-time' }) submittedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) validUntil?: string;
  /** What the fund gate expects (domain §3.2). */
  @ApiProperty({ example: 'compliant-expected' }) verdictCode: string;
  @ApiProperty({ example: '2026-1' }) ruleSetVersion: string;
}

/** A referral as commands show it: with its reasons. */
export class ReferralView extends ReferralItem {
  /** What the fund gate says and why, in words and money; it informs and never blocks. */
  @ApiProperty({ type: VerdictView }) verdict: VerdictView;
  @ApiProperty({ type: [WarningView] }) warnings: WarningView[];
  @ApiProperty({ format: 'date-time', required: false }) signedAt?: string;
  /** SHA-256 over signer, time and content of the form. */
  @ApiProperty({ required: false }) signature?: string;
  /** What the criteria said at submit and which of them held; a sample set says so in `set.notice` (domain §9). */
  @ApiProperty({ type: Object, required: false }) advice?: object;
  @ApiProperty({ type: [MatchedView] }) matchedCriteria: MatchedView[];
  /** Who can take the patient, best first, with the reasons of the order. */
  @ApiProperty({ type: [RankedView] }) ranking: RankedView[];
}

/** One referral with its clinical form: for its two sides only; each read is logged. */
export class ReferralDetail extends ReferralView {
  /**
   * The ranking with its inputs and with everybody who was left out, and why; `changes`: who led the patient elsewhere
   * after that (domain §8.2).
   */
  @ApiProperty({ type: ExplanationView }) explanation: object;
  @ApiProperty({ type: FormView, required: false }) form?: FormView;
  @ApiProperty({ type: OutcomeView, required: false }) outcome?: OutcomeView;
  /** What the verdict was made from, and the verdicts before it; for who treats the patient. */
  @ApiProperty({ type: Object, required: false }) gate?: object;
}

/** What the caller may do now on this version. */
export class ActionView {
  @ApiProperty({ example: 'accept' }) action: string;
  @ApiProperty({ example: 'T06' }) transition: string;
  @ApiProperty({ example: 'POST' }) method: 'POST';
  @ApiProperty({ example: '/v1/referrals/0195f000-0000-7000-8000-000000000010/decisions' }) href: string;
  /** What the body must say to mean this action, where one address serves several. */
  @ApiProperty({ type: Object, required: false, example: { decision: 'accept' } }) body?: object;
  /** The only reasons with which the caller may do it; any where it is left out. */
  @ApiProperty({ required: false, enum: DECISION_REASONS, isArray: true }) reasons?: DecisionReason[];
}

/** What the caller could do in this state, but for one thing. */
export class RefusedView {
  @ApiProperty({ example: 'accept' }) action: string;
  @ApiProperty({ example: 'NOT_DELEGATED' }) code: string;
  @ApiProperty() detail: string;
}

export class ActionsView {
  @ApiProperty() version: number;
  @ApiProperty({ example: 'submitted' }) state: ReferralState;
  @ApiProperty({ type: [ActionView] }) actions: ActionView[];
  @ApiProperty({ type: [RefusedView] }) refused: RefusedView[];
}

/** Who took a step; `system` for timers. */
export class ActorView {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'referral-desk' }) role: string;
  @ApiProperty({ example: '990101H01' }) institution: string;
}

/** One entry of the story of a referral. */
export class EventView {
  @ApiProperty() version: number;
  @ApiProperty({ example: 'accepted' }) event: string;
  @ApiProperty({ example: 'T06', required: false }) transition?: string;
  @ApiProperty({ example: 'submitted' }) from: string;
  @ApiProperty({ example: 'accepted' }) to: string;
  @ApiProperty({ type: ActorView }) actor: ActorView;
  @ApiProperty({ required: false }) reason?: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() ruleSetVersion: string;
  /** Codes and times of the step; which, depends on `event`. */
  @ApiProperty({ type: 'object', additionalProperties: true }) detail: object;
  /** Free text of the step, for the two sides only. */
  @ApiProperty({ required: false }) note?: string;
  /** SHA-256 over this entry and all before it. */
  @ApiProperty() hash: string;
}

export class EventsView {
  @ApiProperty({ type: [EventView] }) items: EventView[];
}

/** What stands in the way of a new referral (V07). */
export class OpenReferralView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '99010120260306U00000019' }) referralNo: string;
  @ApiProperty({ example: 'reserved' }) state: string;
}

export class OpenReferralsView {
  @ApiProperty({ type: [OpenReferralView] }) items: OpenReferralView[];
}
