import { ApiProperty } from '@nestjs/swagger';
import { Code, Id, LocalDate, Part } from '#service/openapi/fields.js';
import { Diagnosis, VitalSigns } from '../../referral/form/body.dto.js';
import { REFERRAL_REASONS } from '../../referral/form/form.codes.js';
import { CRITERION_DIRECTIONS, type CriterionDirection } from '../set/criterion.js';
import type { Advice, AdviceCode, MatchedCriterion, OpenCriterion } from './advice.js';
import { ADVICE } from './advice.js';
import { Findings } from './findings.dto.js';

/** What is known of a patient while the form is being filled; everything may be missing. */
export class AdviceQuestion {
  /** `down` asks whether a patient in hospital can go back; `up` if left out. */
  @Code(CRITERION_DIRECTIONS, 'up', { optional: true }) direction?: CriterionDirection;
  /** Gives age and sex. */
  @Id('00979082-2e79-5188-a166-83d3c8dfb737', { optional: true }) patientId?: string;
  /** Where nobody is named. */
  @LocalDate('1958-06-15', { optional: true }) birthDate?: string;
  @Part(() => Diagnosis, { list: 20, optional: true }) diagnoses?: Diagnosis[];
  @Part(() => VitalSigns, { optional: true }) vitals?: VitalSigns;
  @Code(REFERRAL_REASONS, ['diag-unclear'], { list: 13, optional: true }) reasonCode?: string[];
  @Part(() => Findings, { optional: true }) findings?: Findings;
}

/** A question that has an answer in the demo county, for the API document. */
export const HYPERTENSION_EXAMPLE: AdviceQuestion = {
  patientId: '00979082-2e79-5188-a166-83d3c8dfb737',
  diagnoses: [{ system: 'icd-10', version: 'sample', code: 'I10', name: '原发性高血压', rank: 1 }],
  vitals: { sbp: 190, dbp: 112, at: '2026-03-06T08:20:00+08:00' },
  findings: { symptoms: ['severe-headache'] },
};

/** A field the doctor should be asked for, because a criterion waits for it. */
export class AskedField {
  @ApiProperty({ example: 'course.remeasured' }) field: string;
  @ApiProperty({ enum: ['number', 'boolean', 'text', 'texts'] }) kind: string;
  @ApiProperty({ type: Object, example: { zh: '是否复测', en: 'measured again' } }) label: { zh: string; en: string };
}

/** What the criteria say. It informs; the doctor decides. */
export class AdviceAnswer implements Omit<Advice, 'ask'> {
  @ApiProperty({ enum: CRITERION_DIRECTIONS }) direction: CriterionDirection;
  @ApiProperty({ enum: ADVICE }) advice: AdviceCode;
  /** Class of the most urgent criterion that holds; missing where the doctor picks it. */
  @ApiProperty({ required: false, example: 'U1' }) class?: Advice['class'];
  /** All criteria that hold, the most urgent first. */
  @ApiProperty({ type: Object, isArray: true }) matched: MatchedCriterion[];
  /** Criteria of which nobody can say yet whether they hold, and why. */
  @ApiProperty({ type: Object, isArray: true }) unknown: OpenCriterion[];
  @ApiProperty({ type: AskedField, isArray: true }) ask: AskedField[];
  /** True where a missing answer could still make it more urgent. */
  @ApiProperty() open: boolean;
  @ApiProperty({ required: false, example: 14 }) followUpDays?: number;
  /** The ward should look whether the patient can go back. */
  @ApiProperty({ required: false }) downReady?: boolean;
  /** The set that was asked; `notice` as long as no county authority has approved it. */
  @ApiProperty({ type: Object }) set: Advice['set'];
}
