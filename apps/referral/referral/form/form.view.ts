import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { RouteAnswer } from '../../routing/route.dto.js';
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

/** Who chose the receiver. */
export class RouteChoiceView {
  @ApiProperty({ example: '990101H01' }) institution: string;
  @ApiProperty({ enum: ['routing', 'sender'] }) by: string;
  /** The first of the ranking, where somebody else was named. */
  @ApiProperty({ required: false }) insteadOf?: string;
  @ApiProperty({ type: [String] }) alternatives: string[];
}

export class PassedOverView {
  @ApiProperty({ example: '990101H02' }) institution: string;
  @ApiProperty({ example: ['V06'] }) rules: string[];
}

/** Who led the patient elsewhere afterwards (T15). */
export class RouteChangeView {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: Object }) by: { code: string; role: string; institution: string };
  @ApiProperty({ example: 'rejected' }) cause: string;
  @ApiProperty({ required: false }) reason?: string;
  @ApiProperty({ example: '990101H01' }) from: string;
  @ApiProperty({ example: '990101H02' }) to: string;
  @ApiProperty({ type: [PassedOverView] }) passedOver: PassedOverView[];
  @ApiProperty() ruleSetVersion: string;
}

/** The ranking that a referral was sent by, its inputs, and what came of it (domain §8.2). */
export class ExplanationView extends PartialType(RouteAnswer) {
  @ApiProperty({ type: RouteChoiceView, required: false }) choice?: RouteChoiceView;
  @ApiProperty({ type: [RouteChangeView] }) changes: RouteChangeView[];
}
