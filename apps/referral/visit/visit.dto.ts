import { ApiProperty } from '@nestjs/swagger';
import { Code, Id, Instant, Key, LocalDate, Part, Quantity, Text } from '#service/openapi/fields.js';
import { Findings, Overrule } from '../criteria/advice/findings.dto.js';
import { PLANS, type Plan } from '../criteria/advice/overrule.js';
import { Evidence } from '../gate/exemption/evidence.dto.js';
import { EXEMPTIONS, type ExemptionCode } from '../gate/exemption/exemption.js';
import { VERDICTS, type VerdictCode } from '../gate/verdict/verdict.js';
import { VerdictView } from '../gate/verdict/verdict.view.js';
import type { Bill } from '../insurance/bill.js';
import { ID_TYPES } from '../patient/patient.dto.js';
import { Diagnosis, VitalSigns } from '../referral/form/body.dto.js';
import { VISIT_TYPES, type VisitType } from './encounter.entity.js';

/** The document of a patient who stands at the desk; it travels in the body, never in an address. */
export class PresentedDocument {
  @Code(ID_TYPES, '01') idType: (typeof ID_TYPES)[number];
  @Text(1, 18, '990101198001010014') idNo: string;
}

/** A visit that the caller records for the own institution, at any tier and with or without a referral. */
export class RecordVisit {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737', { optional: true }) patientId?: string;
  /** Instead of the id, of a patient whom this institution has not seen before. */
  @Part(() => PresentedDocument, { optional: true }) document?: PresentedDocument;
  /** Left out, that of the referral, or else a new episode begins. */
  @Id('0195f000-0000-7000-8000-000000000013', { optional: true }) episodeId?: string;
  /** Left out, an open referral of the patient to this department is found by itself. */
  @Id('0195f000-0000-7000-8000-000000000010', { optional: true }) referralId?: string;
  /** Left out, now; of an inpatient stay the admission. */
  @Instant('2026-03-06T08:20:00+08:00', { optional: true }) visitedAt?: string;
  @Code(VISIT_TYPES, 'outpatient', { optional: true }) careType?: VisitType;
  @Key('03.04', { optional: true }) deptCode?: string;
  @Part(() => Diagnosis, { list: 20, least: 1 }) diagnoses: Diagnosis[];
  @Text(1, 2000, 'Chest tightness on exertion for two weeks', { optional: true }) complaint?: string;
  @Part(() => VitalSigns, { optional: true }) vitals?: VitalSigns;
  /** Papers that excuse from a referral (domain §3.1); sealed. */
  @Part(() => Evidence, { optional: true }) evidence?: Evidence;
  /** The exemption that is claimed: the answer says what it lacks. */
  @Code(EXEMPTIONS, 'EX02', { optional: true }) claimedExemption?: ExemptionCode;
  /** What the criteria ask about beside vital signs and diagnoses (domain §9). */
  @Part(() => Findings, { optional: true }) findings?: Findings;
  /** What the doctor decides to do; against the advice it needs `overrule`. */
  @Code(PLANS, 'emergency', { optional: true }) plan?: Plan;
  @Part(() => Overrule, { optional: true }) overrule?: Overrule;
}

/** `POST …/discharges`: an inpatient stay ends. */
export class Discharge {
  /** Now, if left out. */
  @Instant('2026-03-12T10:00:00+08:00', { optional: true }) at?: string;
  /** Date of the last operation, if there was one. */
  @LocalDate('2026-03-08', { optional: true }) operatedOn?: string;
  /** Cost of the stay that the fund recognises, fen. */
  @Quantity(0, 1_000_000_000, 600_000, { optional: true }) eligibleCostFen?: number;
  /** Left out, it is taken from the cost and the preview. */
  @Quantity(0, 1_000_000_000, 50_000, { optional: true }) deductiblePaidFen?: number;
}

/** A visit without its clinical text. */
export class VisitLine {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  @ApiProperty({ format: 'uuid' }) episodeId: string;
  @ApiProperty({ example: '990101T01' }) institution: string;
  @ApiProperty({ example: 2 }) tier: number;
  @ApiProperty({ format: 'uuid' }) practitioner: string;
  @ApiProperty({ format: 'date-time' }) visitedAt: string;
  @ApiProperty({ enum: VISIT_TYPES }) careType: VisitType;
  @ApiProperty({ required: false, example: '03.04' }) deptCode?: string;
  @ApiProperty({ required: false, format: 'uuid' }) referralId?: string;
  @ApiProperty({ required: false, format: 'date-time' }) dischargedAt?: string;
  @ApiProperty({ type: Diagnosis, isArray: true }) diagnoses: Diagnosis[];
  @ApiProperty({ enum: VERDICTS, required: false }) verdictCode?: VerdictCode;
  /** What the criteria said then; a sample set says so in `set.notice` (domain §9). */
  @ApiProperty({ type: Object, required: false }) advice?: object;
  @ApiProperty({ type: Object, isArray: true }) matchedCriteria: object[];
}

/** A visit with what the fund gate said of it; nobody is refused care by it. */
export class JudgedVisit extends VisitLine {
  @ApiProperty({ type: VerdictView, required: false }) verdict?: VerdictView;
  /** What the stay cost, after its end; advice. */
  @ApiProperty({ type: Object, required: false }) bill?: Bill;
}

/** A body that works in the demo county, for the API document. */
export const FIRST_VISIT_EXAMPLE: RecordVisit = {
  patientId: '00979082-2e79-5188-a166-83d3c8dfb737',
  diagnoses: [{ system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 }],
  complaint: 'Chest tightness on exertion for two weeks',
  vitals: { sbp: 152, dbp: 94, pulse: 88, at: '2026-03-06T08:20:00+08:00' },
};

export class VisitView extends JudgedVisit {
  @ApiProperty({ required: false }) complaint?: string;
  @ApiProperty({ required: false, type: VitalSigns }) vitals?: VitalSigns;
  /** For who treats the patient. */
  @ApiProperty({ required: false, type: Evidence }) evidence?: Evidence;
}
