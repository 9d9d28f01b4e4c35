import { DIRECTIONS, type Direction, POOLS, type Pool, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { BUNDLE_RELATIONS, type BundleRelation } from '#contracts/parts.js';
import { Code, Flag, Id, Instant, Key, Part, Quantity, Text } from '#service/openapi/fields.js';
import { Findings, Overrule } from '../../criteria/advice/findings.dto.js';
import { Evidence } from '../../gate/exemption/evidence.dto.js';
import { EXEMPTIONS, type ExemptionCode } from '../../gate/exemption/exemption.js';
import { DownBody, UpBody } from './body.dto.js';
import {
  BED_CLASSES,
  CRITICAL_CENTRES,
  type CriticalCentreKind,
  ORIGINS,
  type Origin,
  PURPOSES,
  type Purpose,
} from './form.codes.js';
import {
  Attachment,
  Consent,
  Contact,
  Coverage,
  EhrSnapshot,
  RepeatedExam,
  Transport,
  UnknownPatient,
} from './head.dto.js';

/** A receiver. May be left out at POST: routing then ranks the candidates (domain §8.3). */
export class Target {
  @Key('990101H01') institution: string;
  /** Department; for a pool the one of `requested`. */
  @Key('03.04', { optional: true }) deptCode?: string;
  @Id('0195f000-0000-7000-8000-000000000002', { optional: true }) doctorId?: string;
}

/** What must be had together with the unit, at the same institution. */
export class RequestedPart {
  @Code(POOLS, 'exam') pool: Pool;
  /** The department of `requested`, unless said otherwise. */
  @Key('03.04', { optional: true }) deptCode?: string;
  /** For the pool `exam`. */
  @Key('ct', { optional: true }) examItem?: string;
  /** For the pool `inpatient-bed`. */
  @Code(BED_CLASSES, 'general', { optional: true }) bedClass?: string;
  /** How it lies to the unit itself: an exam `before` the expert, a bed `after`. */
  @Code(BUNDLE_RELATIONS, 'before') when: BundleRelation;
  /** How many days it may lie before or after; 0, if left out: the same day. */
  @Quantity(0, 90, 2, { optional: true }) withinDays?: number;
}

/** What the patient needs and when (domain §4.4 `requested`). */
export class Requested {
  @Code(POOLS, 'expert-slot') pool: Pool;
  @Key('03.04') deptCode: string;
  @Id('0195f000-0000-7000-8000-000000000002', { optional: true }) doctorId?: string;
  /** The unit must start between these two. */
  @Instant('2026-03-08T08:00:00+08:00') earliest: string;
  @Instant('2026-03-13T18:00:00+08:00') latest: string;
  /** For the pool `exam`. */
  @Key('echo', { optional: true }) examItem?: string;
  /** For the pool `inpatient-bed`. */
  @Code(BED_CLASSES, 'general', { optional: true }) bedClass?: string;
  /** Taken together with the unit or not at all. */
  @Part(() => RequestedPart, { optional: true, list: 3 }) bundle?: RequestedPart[];
}

/** `POST /v1/referrals`: one form for up, down and lateral (domain §4). */
export class SubmitReferral {
  @Code(DIRECTIONS, 'up') direction: Direction;
  @Code(PURPOSES, 'visit') purpose: Purpose;
  @Code(ORIGINS, 'family-doctor') origin: Origin;
  @Code(URGENCY_CLASSES, 'U3') urgencyClass: UrgencyClass;
  @Id('0195f000-0000-7000-8000-000000000010') patientId: string;
  /** For U1 and U2: nobody knows who it is. */
  @Part(() => UnknownPatient, { optional: true }) unknownPatient?: UnknownPatient;
  /** The stored draft that is submitted: it becomes this referral, and its form hold the review hold (domain §7.5). */
  @Id('0195f000-0000-7000-8000-000000000030', { optional: true }) draftId?: string;
  /** Visit at tier 1–2 that proves the first visit; its episode becomes the referral's (domain §3.1). */
  @Id('0195f000-0000-7000-8000-000000000011', { optional: true }) firstVisitEncounterId?: string;
  /** The referral that this one answers, repeats or continues; its episode becomes this one's. */
  @Id('0195f000-0000-7000-8000-000000000012', { optional: true }) parentReferralId?: string;
  /** 门诊号/住院号 of the sender. */
  @Text(1, 18, 'MZ20260306001', { optional: true }) previousEncounterNo?: string;
  /** No manual triage, front of its class, all channels; always so for U1. */
  @Flag(false, { optional: true }) greenChannel?: boolean;
  /** The centre that an emergency is for, where it is known. */
  @Code(CRITICAL_CENTRES, 'chest-pain', { optional: true }) criticalCentre?: CriticalCentreKind;
  @Part(() => Consent) consent: Consent;
  @Part(() => Contact, { optional: true }) contact?: Contact;
  @Part(() => Coverage, { optional: true }) coverage?: Coverage;
  @Part(() => Transport, { optional: true }) transport?: Transport;
  /** The teleconsultation that advised this referral. */
  @Id('0195f000-0000-7000-8000-000000000013', { optional: true }) teleconsultationId?: string;
  @Part(() => EhrSnapshot, { optional: true }) ehrSnapshotRef?: EhrSnapshot;
  @Part(() => Attachment, { list: 20, optional: true }) attachments?: Attachment[];
  /** When the doctor signed; left out, at the submission. */
  @Instant('2026-03-06T08:35:00+08:00', { optional: true }) signedAt?: string;
  @Part(() => Target, { optional: true }) to?: Target;
  @Part(() => Target, { optional: true, list: 3 }) alternatives?: Target[];
  /** An approval of this referral to an institution outside of the network (`POST /v1/network-approvals`, V04). */
  @Id('0195f000-0000-7000-8000-000000000040', { optional: true }) approvalId?: string;
  /** True unless said otherwise: a rejection goes on to the next candidate (domain §8.3). */
  @Flag(true, { optional: true }) autoNext?: boolean;
  @Part(() => Requested, { optional: true }) requested?: Requested;
  /** For each exam that is asked for although a recognised result still holds. */
  @Part(() => RepeatedExam, { list: 4, optional: true }) repeats?: RepeatedExam[];
  /** Papers that excuse from the first visit (domain §3.1); kept sealed with the form. */
  @Part(() => Evidence, { optional: true }) evidence?: Evidence;
  /** The exemption that is claimed: the answer says what it lacks. */
  @Code(EXEMPTIONS, 'EX02', { optional: true }) claimedExemption?: ExemptionCode;
  /** For `up` and `lateral`. */
  @Part(() => UpBody, { optional: true }) up?: UpBody;
  /** For `down`. */
  @Part(() => DownBody, { optional: true }) down?: DownBody;
  /** What the criteria ask about beside vital signs and diagnoses (domain §9). */
  @Part(() => Findings, { optional: true }) findings?: Findings;
  /** Needed where the doctor decides against the advice (domain §3.2). */
  @Part(() => Overrule, { optional: true }) overrule?: Overrule;
}
