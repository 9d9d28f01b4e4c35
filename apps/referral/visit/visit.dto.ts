import { ApiProperty } from '@nestjs/swagger';
import { Findings, Overrule } from '../criteria/findings.dto.js';
import { PLANS, type Plan } from '../criteria/overrule.js';
import { Diagnosis, VitalSigns } from '../referral/form/body.dto.js';
import { Code, Id, Instant, Part, Text } from '../referral/form/fields.js';

/** A visit that the caller records for the own institution. */
export class RecordVisit {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737') patientId: string;
  /** Left out, a new episode begins. */
  @Id('0195f000-0000-7000-8000-000000000013', { optional: true }) episodeId?: string;
  /** Left out, now. */
  @Instant('2026-03-06T08:20:00+08:00', { optional: true }) visitedAt?: string;
  @Part(() => Diagnosis, { list: 20, least: 1 }) diagnoses: Diagnosis[];
  @Text(1, 2000, 'Chest tightness on exertion for two weeks', { optional: true }) complaint?: string;
  @Part(() => VitalSigns, { optional: true }) vitals?: VitalSigns;
  /** What the criteria ask about beside vital signs and diagnoses (domain §9). */
  @Part(() => Findings, { optional: true }) findings?: Findings;
  /** What the doctor decides to do; against the advice it needs `overrule`. */
  @Code(PLANS, 'emergency', { optional: true }) plan?: Plan;
  @Part(() => Overrule, { optional: true }) overrule?: Overrule;
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
  @ApiProperty({ type: Diagnosis, isArray: true }) diagnoses: Diagnosis[];
  /** What the criteria said then; a sample set says so in `set.notice` (domain §9). */
  @ApiProperty({ type: Object, required: false }) advice?: object;
  @ApiProperty({ type: Object, isArray: true }) matchedCriteria: object[];
}

/** A body that works in the demo county, for the API document. */
export const FIRST_VISIT_EXAMPLE: RecordVisit = {
  patientId: '00979082-2e79-5188-a166-83d3c8dfb737',
  diagnoses: [{ system: 'icd-10', version: 'sample', code: 'I20.9', name: '心绞痛', rank: 1 }],
  complaint: 'Chest tightness on exertion for two weeks',
  vitals: { sbp: 152, dbp: 94, pulse: 88, at: '2026-03-06T08:20:00+08:00' },
};

export class VisitView extends VisitLine {
  @ApiProperty({ required: false }) complaint?: string;
  @ApiProperty({ required: false, type: VitalSigns }) vitals?: VitalSigns;
}
