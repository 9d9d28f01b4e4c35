import { ApiProperty } from '@nestjs/swagger';
import { URGENCY_CLASSES } from '#contracts/codes.js';
import { Code, Id, LocalDate, Part } from '#service/openapi/fields.js';
import { Diagnosis, VitalSigns } from '../../referral/form/body.dto.js';
import { REFERRAL_REASONS } from '../../referral/form/form.codes.js';
import { WordingView } from '../../referral/form/form.view.js';
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
  @ApiProperty({ type: WordingView, example: { zh: '是否复测', en: 'measured again' } }) label: WordingView;
}

/** A criterion that holds: what it says, and where it comes from. */
export class MatchedAdvice implements MatchedCriterion {
  @ApiProperty({ example: 'HT-E2' }) id: string;
  @ApiProperty({ example: '1' }) version: string;
  @ApiProperty({ example: 'domain §9 sample [unverified]' }) basis: string;
  @ApiProperty({ enum: URGENCY_CLASSES, required: false }) class?: MatchedCriterion['class'];
  @ApiProperty({ enum: ['stay', 'teleconsult'], required: false }) advice?: MatchedCriterion['advice'];
  @ApiProperty({ type: String, isArray: true, required: false, example: ['03.04'] }) dept?: string[];
  @ApiProperty({ required: false, example: 'chest-pain' }) centre?: string;
  @ApiProperty({ type: WordingView }) message: WordingView;
}

/** The set that was asked; the sample is not for clinical use, and says so. */
export class AdviceSet {
  @ApiProperty() id: string;
  @ApiProperty() version: number;
  @ApiProperty() approved: boolean;
  @ApiProperty({ required: false }) approvedBy?: string;
  @ApiProperty({ type: WordingView, required: false }) notice?: WordingView;
}

/** What the criteria say. It informs; the doctor decides. */
export class AdviceAnswer implements Omit<Advice, 'ask'> {
  @ApiProperty({ enum: CRITERION_DIRECTIONS }) direction: CriterionDirection;
  @ApiProperty({ enum: ADVICE }) advice: AdviceCode;
  /** Class of the most urgent criterion that holds; missing where the doctor picks it. */
  @ApiProperty({ enum: URGENCY_CLASSES, required: false }) class?: Advice['class'];
  /** All criteria that hold, the most urgent first. */
  @ApiProperty({ type: MatchedAdvice, isArray: true }) matched: MatchedAdvice[];
  /** Criteria of which nobody can say yet whether they hold, and why. */
  @ApiProperty({ type: Object, isArray: true }) unknown: OpenCriterion[];
  @ApiProperty({ type: AskedField, isArray: true }) ask: AskedField[];
  /** True where a missing answer could still make it more urgent. */
  @ApiProperty() open: boolean;
  @ApiProperty({ required: false, example: 14 }) followUpDays?: number;
  /** The ward should look whether the patient can go back. */
  @ApiProperty({ required: false }) downReady?: boolean;
  /** The set that was asked; `notice` as long as no county authority has approved it. */
  @ApiProperty({ type: AdviceSet }) set: AdviceSet;
}
