import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { ReturnedOutcome } from './command.dto.js';
import { SubmitReferral } from './referral.dto.js';

/** What a person wrote about the patient, as the two sides read it (content.ts). */
export class FormView extends PartialType(
  PickType(SubmitReferral, [
    'previousEncounterNo',
    'consent',
    'contact',
    'coverage',
    'evidence',
    'transport',
    'teleconsultationId',
    'ehrSnapshotRef',
    'attachments',
    'repeats',
    'up',
    'down',
    'findings',
    'overrule',
  ] as const),
) {}

/** The signed outcome; that of a linked referral or of a no-show says less. */
export class OutcomeView extends PartialType(ReturnedOutcome) {
  @ApiProperty({ format: 'date-time', required: false }) arrivedAt?: string;
  /** Practitioner, or `system` where a linked referral speaks for it. */
  @ApiProperty({ required: false }) signedBy?: string;
  @ApiProperty({ format: 'date-time', required: false }) returnedAt?: string;
}

/** What was not as it should be and stopped nothing; its words only for who treats (decision 0011). */
export class WarningView {
  @ApiProperty({ example: 'V02' }) rule: string;
  @ApiProperty({ example: 'tier-skipped' }) code: string;
  @ApiProperty({ required: false }) message?: string;
  @ApiProperty({ required: false }) field?: string;
}

export class WordingView {
  @ApiProperty() zh: string;
  @ApiProperty() en: string;
}

/** A criterion that held when the form was submitted. */
export class MatchedView {
  @ApiProperty({ example: 'HT-E2' }) id: string;
  @ApiProperty({ example: '1' }) version: string;
  @ApiProperty({ type: WordingView }) message: WordingView;
}
