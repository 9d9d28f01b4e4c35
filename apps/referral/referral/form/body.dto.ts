import { Code, Flag, Id, Instant, Key, LocalDate, Part, Quantity, Text } from '#service/openapi/fields.js';
import {
  CARE_NEEDS,
  DIAGNOSIS_SYSTEMS,
  REFERRAL_REASONS,
  RESULT_KINDS,
  type ReferralReason,
  RISK_COLOURS,
  TRANSFER_CONDITIONS,
} from './form.codes.js';

/** A diagnosis with its code; rank 1 is the leading one (domain §4.4). */
export class Diagnosis {
  @Code(DIAGNOSIS_SYSTEMS, 'icd-10') system: string;
  @Text(1, 20, '2019') version: string;
  @Text(1, 11, 'I20.9') code: string;
  @Text(1, 100, 'Angina pectoris, unspecified') name: string;
  @Quantity(1, 20, 1) rank: number;
}

/** Vital signs (domain §4.4): °C, per minute, mmHg, %, points, mmol/L. */
export class VitalSigns {
  @Quantity(30, 45, 36.6, { optional: true }) temp?: number;
  @Quantity(0, 300, 88, { optional: true }) pulse?: number;
  @Quantity(0, 100, 18, { optional: true }) resp?: number;
  @Quantity(0, 300, 152, { optional: true }) sbp?: number;
  @Quantity(0, 300, 94, { optional: true }) dbp?: number;
  @Quantity(0, 100, 97, { optional: true }) spo2?: number;
  @Quantity(3, 15, 15, { optional: true }) gcs?: number;
  @Quantity(0, 60, 6.1, { optional: true }) glucose?: number;
  @Instant('2026-03-06T08:20:00+08:00') at: string;
}

/** A result that is sent along, so that the receiver sees it before ordering anything (domain §4.7). */
export class KeyResult {
  @Code(RESULT_KINDS, 'ecg') kind: string;
  @Key('ecg-12') item: string;
  @Text(1, 500, 'ST depression of 0.1 mV in V4–V6', { optional: true }) value?: string;
  @Text(1, 20, 'mV', { optional: true }) unit?: string;
  @Instant('2026-03-06T08:00:00+08:00') at: string;
  @Key('990101T01', { optional: true }) institution?: string;
  @Flag(false, { optional: true }) recognised?: boolean;
  /** One of the form's attachments. */
  @Id('0195f000-0000-7000-8000-000000000040', { optional: true }) attachmentId?: string;
  /** The exam order of Fenji that it comes from. */
  @Id('0195f000-0000-7000-8000-000000000041', { optional: true }) examOrderId?: string;
}

/** 孕产: needed where the reason is `maternal-risk`. */
export class Maternal {
  @Quantity(0, 45, 36) gestWeeks: number;
  @Code(RISK_COLOURS, 'orange') riskColour: string;
}

/** 传染病: `suspected` tells the receiver to keep the patient apart. */
export class Infectious {
  @Flag(false) suspected: boolean;
  /** ICD-10 code; needed where one is suspected. */
  @Text(1, 11, 'A15.0', { optional: true }) disease?: string;
}

/**
 * Body of an up or lateral referral, 上转单 (domain §4.4). Everything here but the codes is sealed in the database.
 * Only an emergency may go without the parts marked optional: the rest follows within 24 h (V13, up.rules.ts).
 */
export class UpBody {
  /** Four characters at least; of an emergency two are enough (up.rules.ts). */
  @Text(1, 100, 'Chest tightness on exertion for two weeks') chiefComplaint: string;
  @Text(1, 2000, 'Worse when climbing stairs, eased by rest within five minutes.', { optional: true })
  presentIllness?: string;
  @Text(1, 1000, 'Hypertension for eight years.', { optional: true }) pastHistory?: string;
  @Text(1, 200, ['none known'], { list: 50, least: 1, optional: true }) allergies?: string[];
  @Part(() => Diagnosis, { list: 20, least: 1, optional: true }) provisionalDiagnosis?: Diagnosis[];
  @Code(REFERRAL_REASONS, ['diag-unclear'], { list: 13, least: 1, optional: true }) reasonCode?: ReferralReason[];
  @Text(1, 200, 'Exercise test not available here', { optional: true }) reasonText?: string;
  @Text(1, 2000, 'Amlodipine 5 mg once daily, blood pressure 152/94.', { optional: true }) treatmentCourse?: string;
  @Text(1, 200, ['amlodipine 5 mg qd'], { list: 50, optional: true }) currentMedications?: string[];
  @Part(() => VitalSigns, { optional: true }) vitals?: VitalSigns;
  /** An emergency in which nobody could measure says so (V13). */
  @Flag(false, { optional: true }) vitalsNotMeasured?: boolean;
  @Part(() => KeyResult, { list: 50, optional: true }) keyResults?: KeyResult[];
  @Part(() => Maternal, { optional: true }) maternal?: Maternal;
  @Part(() => Infectious, { optional: true }) infectious?: Infectious;
}

export class Medication {
  @Text(1, 100, 'Clopidogrel') name: string;
  @Text(1, 50, '75 mg') dose: string;
  @Text(1, 50, 'once daily') freq: string;
  @Quantity(1, 365, 28) days: number;
}

export class Monitoring {
  @Text(1, 100, 'blood pressure') item: string;
  @Text(1, 100, '< 140/90 mmHg') target: string;
  @Text(1, 100, 'weekly') interval: string;
}

/** Body of a down referral, 下转 / 回转单 (domain §4.5). */
export class DownBody {
  @Instant('2026-03-06T09:00:00+08:00', { optional: true }) admissionAt?: string;
  @Instant('2026-03-12T10:00:00+08:00', { optional: true }) dischargeAt?: string;
  @Instant('2026-03-11T09:00:00+08:00', { optional: true }) visitAt?: string;
  @Part(() => Diagnosis, { list: 20, least: 1 }) finalDiagnosis: Diagnosis[];
  @Text(1, 200, [], { list: 20, optional: true }) operations?: string[];
  @Text(1, 2000, 'ECG without ischaemia at rest; LDL 3.4 mmol/L.') mainResults: string;
  @Text(1, 2000, 'Statin and antiplatelet started, well tolerated.') treatmentCourse: string;
  @Code(TRANSFER_CONDITIONS, 'stable') conditionAtTransfer: string;
  @Text(1, 2000, 'Continue tablets, control visit with the family doctor in two weeks.') nextPlan: string;
  @Text(1, 2000, 'Walk 30 minutes daily.') rehabAdvice: string;
  @Text(1, 2000, 'Pain at rest, or longer than 15 minutes: refer up at once.') warningSigns: string;
  @Part(() => Medication, { list: 50 }) medications: Medication[];
  /** Left out, as many as the policy says: 28. */
  @Quantity(0, 365, 28, { optional: true }) medicationSupplyDays?: number;
  @Part(() => Monitoring, { list: 20, optional: true }) monitoring?: Monitoring[];
  @LocalDate('2026-03-20') followUpDueAt: string;
  @LocalDate('2026-04-10', { optional: true }) revisitAt?: string;
  @Code(CARE_NEEDS, [], { list: 5, optional: true }) careNeeds?: string[];
  /** Left out, the team under contract, else the team of the residence. */
  @Id('0195f000-0000-7000-8000-000000000001', { optional: true }) receivingTeamId?: string;
  @Key('DS-2026-000123', { optional: true }) dischargeSummaryRef?: string;
}
