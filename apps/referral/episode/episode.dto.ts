import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import type { Direction, ReferralState, UrgencyClass } from '#contracts/codes.js';
import { Instant } from '#service/openapi/fields.js';
import { PageQuery } from '#service/paging/cursor.js';
import { Diagnosis } from '../referral/form/body.dto.js';
import type { Purpose } from '../referral/form/form.codes.js';
import { OwnerView, UnitView } from '../referral/form/referral.answer.js';

export class EpisodeQuery {
  /** What the system knew at this instant; left out, now. It cannot lie in the future. */
  @Instant('2026-03-06T09:00:00+08:00', { optional: true }) at?: string;
}

export class EpisodeList extends PageQuery {
  @IsUUID() patient: string;
}

/** A course of care in a list. */
export class EpisodeLine {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ example: '990101V001' }) institution: string;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
  /** Referrals of it that the caller may see, and how many of them are not ended. */
  @ApiProperty() referrals: number;
  @ApiProperty() openReferrals: number;
}

/** Who owns the case 首诊负责: the first institution until another has accepted it (domain §3.1). */
export class CaseOwner {
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ format: 'date-time' }) since: string;
  /** The referral by which it took the case over. */
  @ApiProperty({ format: 'uuid', required: false }) referralId?: string;
}

export class EpisodeVisit {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ format: 'uuid' }) episodeId: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ example: 2 }) tier: number;
  @ApiProperty({ format: 'uuid' }) practitioner: string;
  @ApiProperty({ format: 'date-time' }) visitedAt: string;
  @ApiProperty({ type: Diagnosis, isArray: true }) diagnoses: Diagnosis[];
  @ApiProperty({ required: false, example: 'outpatient' }) careType?: string;
  @ApiProperty({ required: false, example: '03.04' }) deptCode?: string;
  /** The referral that the patient came by. */
  @ApiProperty({ required: false, format: 'uuid' }) referralId?: string;
  @ApiProperty({ required: false, format: 'date-time' }) dischargedAt?: string;
  /** What the fund gate said when the patient came. */
  @ApiProperty({ required: false, example: 'compliant' }) verdictCode?: string;
}

/** A referral of the episode, in either direction. */
export class EpisodeLeg {
  @ApiProperty({ format: 'uuid' }) referralId: string;
  @ApiProperty({ example: '99010120260306U00000019' }) referralNo: string;
  @ApiProperty({ example: 'up' }) direction: Direction;
  @ApiProperty({ example: 'visit' }) purpose: Purpose;
  @ApiProperty({ example: 'U3' }) urgencyClass: UrgencyClass;
  @ApiProperty({ example: 'closed' }) state: ReferralState;
  @ApiProperty() version: number;
  @ApiProperty({ format: 'date-time' }) stateSince: string;
  /** What it answers, repeats or continues. */
  @ApiProperty({ format: 'uuid', required: false }) parentReferralId?: string;
  /** The hand-back after which the patient had to go up again. */
  @ApiProperty({ format: 'uuid', required: false }) relapseOf?: string;
  /** The same, so soon that it counts as a bounce-back (domain §11). */
  @ApiProperty({ format: 'uuid', required: false }) bounceBackOf?: string;
  @ApiProperty({ format: 'uuid', required: false }) teleconsultationId?: string;
  @ApiProperty({ example: '990101T01' }) fromInstitution: string;
  @ApiProperty({ example: '990101H01', required: false }) toInstitution?: string;
  @ApiProperty({ example: '03.04', required: false }) toDepartment?: string;
  @ApiProperty({ required: false, format: 'uuid' }) toPractitioner?: string;
  @ApiProperty({ required: false }) hop?: number;
  @ApiProperty({ format: 'date-time' }) submittedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) validUntil?: string;
  @ApiProperty({ required: false, example: 'compliant-expected' }) verdictCode?: string;
  @ApiProperty({ type: OwnerView, required: false }) owner?: OwnerView;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  @ApiProperty({ required: false, example: 'decide' }) dueKind?: string;
  /** What is held or booked, as reservation told it. */
  @ApiProperty({ type: UnitView, required: false }) unit?: UnitView;
  @ApiProperty({ type: [UnitView], required: false }) parts?: UnitView[];
  /** Place on the wait list. */
  @ApiProperty({ required: false }) waitPosition?: number;
  @ApiProperty({ format: 'date-time', required: false }) firstContactAt?: string;
  @ApiProperty({ format: 'date-time', required: false }) arrivedAt?: string;
  @ApiProperty({ required: false, example: 'treated-outpatient' }) outcome?: string;
  @ApiProperty({ required: false }) followUpNeeded?: boolean;
  @ApiProperty({ format: 'date-time', required: false }) returnedAt?: string;
  @ApiProperty({ format: 'date-time', required: false }) acknowledgedAt?: string;
}

/** A question to a specialist before a referral. */
export class EpisodeQuestion {
  @ApiProperty({ format: 'uuid' }) teleconsultationId: string;
  @ApiProperty({ example: 'answered' }) state: string;
  @ApiProperty() version: number;
  @ApiProperty({ example: 'U3' }) urgencyClass: string;
  @ApiProperty({ example: '990101T01' }) fromInstitution: string;
  @ApiProperty({ example: '990101H01' }) toInstitution: string;
  @ApiProperty({ example: '03.04' }) toDepartment: string;
  @ApiProperty({ required: false, format: 'uuid' }) takenBy?: string;
  @ApiProperty({ required: false, example: 'up-refer' }) outcome?: string;
  @ApiProperty({ type: OwnerView, required: false }) owner?: OwnerView;
  @ApiProperty({ format: 'date-time', required: false }) dueAt?: string;
  @ApiProperty({ required: false }) dueKind?: string;
}

/** An exam that was ordered on a referral, or sent with a question. */
export class EpisodeExam {
  @ApiProperty({ format: 'uuid' }) examOrderId: string;
  @ApiProperty({ example: 'ecg-12' }) item: string;
  @ApiProperty({ example: 'ecg' }) kind: string;
  @ApiProperty({ example: 'reported' }) state: string;
  @ApiProperty() version: number;
  @ApiProperty({ format: 'uuid', required: false }) referralId?: string;
  @ApiProperty({ example: '990101T01' }) performingInstitution: string;
  @ApiProperty({ example: '990101H01' }) reportingInstitution: string;
  @ApiProperty({ format: 'date-time' }) orderedAt: string;
  @ApiProperty({ format: 'date-time', required: false }) performedAt?: string;
  @ApiProperty({ required: false, example: 'normal' }) conclusion?: string;
}

/** What came out when the doctor saw or called the patient afterwards. */
export class EpisodeFollowUp {
  @ApiProperty({ format: 'uuid' }) referralId: string;
  /** `follow-up` after an outcome, `contact` after a no-show. */
  @ApiProperty({ example: 'follow-up' }) kind: string;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ format: 'date-time' }) recordedAt: string;
}

/** One thing that became known, in the order in which it did. */
export class EpisodeStep {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ example: 'referral' }) kind: string;
  /** Of the visit, referral or question; of the referral by which a case was taken over. */
  @ApiProperty({ format: 'uuid', required: false }) id?: string;
  @ApiProperty({ example: 'accepted' }) event: string;
  /** State after it. */
  @ApiProperty({ required: false, example: 'accepted' }) state?: string;
  @ApiProperty({ required: false, example: '990101H01' }) institution?: string;
  @ApiProperty({ required: false, example: 'hospital-doctor' }) role?: string;
}

/** One course of care: everything that the caller may see of it, and all of it in the order in which it became known. */
export class EpisodeView {
  @ApiProperty({ format: 'uuid' }) id: string;
  /** The instant that it tells of. */
  @ApiProperty({ format: 'date-time' }) at: string;
  /** Absent before it began. */
  @ApiProperty({ format: 'uuid', required: false }) patientId?: string;
  @ApiProperty({ example: '990101V001', required: false }) institution?: string;
  @ApiProperty({ format: 'date-time', required: false }) openedAt?: string;
  @ApiProperty({ type: CaseOwner, required: false }) firstContactResponsibility?: CaseOwner;
  @ApiProperty({ type: [EpisodeVisit] }) visits: EpisodeVisit[];
  @ApiProperty({ type: [EpisodeQuestion] }) teleconsultations: EpisodeQuestion[];
  @ApiProperty({ type: [EpisodeLeg] }) legs: EpisodeLeg[];
  @ApiProperty({ type: [EpisodeExam] }) exams: EpisodeExam[];
  @ApiProperty({ type: [EpisodeFollowUp] }) followUps: EpisodeFollowUp[];
  @ApiProperty({ type: [EpisodeStep] }) timeline: EpisodeStep[];
}
