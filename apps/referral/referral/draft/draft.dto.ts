import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Id, Part } from '#service/openapi/fields.js';
import { DownBody, UpBody } from '../form/body.dto.js';
import { Consent } from '../form/head.dto.js';
import { OpenReferralView, OwnerView, UnitOptionView, UnitView } from '../form/referral.answer.js';
import { Requested, SubmitReferral, Target } from '../form/referral.dto.js';

export class DraftConsent extends PartialType(Consent) {}
export class DraftRequested extends PartialType(Requested) {}
export class DraftUpBody extends PartialType(UpBody) {}
export class DraftDownBody extends PartialType(DownBody) {}

const PARTS = ['patientId', 'draftId', 'consent', 'requested', 'up', 'down'] as const;

/** `POST` and `PUT /v1/referral-drafts`: the form as far as it is filled; all of it is sealed in the database. */
export class DraftForm extends PartialType(OmitType(SubmitReferral, PARTS)) {
  /** Stays the same as long as the draft lives: a held unit belongs to this patient. */
  @Id('0195f000-0000-7000-8000-000000000010') patientId: string;
  /** The doctor of the same house who will sign: needed where a clerk, a team member or a nursing home writes. */
  @Id('0195f000-0000-7000-8000-000000000060', { optional: true }) onBehalfOf?: string;
  @Part(() => DraftConsent, { optional: true }) consent?: DraftConsent;
  @Part(() => DraftRequested, { optional: true }) requested?: DraftRequested;
  @Part(() => DraftUpBody, { optional: true }) up?: DraftUpBody;
  @Part(() => DraftDownBody, { optional: true }) down?: DraftDownBody;
}

/** `POST …/holds`: a unit while the form is filled; what is left out is taken from the draft. */
export class HoldWish {
  /** Only this session will do. */
  @Id('0195f000-0000-7000-8000-000000000020', { optional: true }) sessionId?: string;
  @Part(() => Requested, { optional: true }) requested?: Requested;
  @Part(() => Target, { optional: true }) to?: Target;
}

/** A draft without its form: what lists and writes show. */
export class DraftView {
  /** Becomes the referral's id. */
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ format: 'uuid' }) patientId: string;
  /** The unit that is held meanwhile. */
  @ApiProperty({ type: UnitView, required: false }) hold?: UnitView;
  /** What reservation is being asked for and has not answered yet. */
  @ApiProperty({ required: false, enum: ['hold', 'extension'] }) pending?: 'hold' | 'extension';
  /** Why the last request for a hold came to nothing, with the next free units. */
  @ApiProperty({ required: false, example: 'full' }) refusal?: string;
  @ApiProperty({ type: UnitOptionView, isArray: true, required: false }) options?: UnitOptionView[];
  /** V07: an open referral of the same patient, direction and department; it would refuse the submission. */
  @ApiProperty({ type: OpenReferralView, required: false }) openReferral?: OpenReferralView;
  @ApiProperty({ type: OwnerView }) owner: OwnerView;
  /** A draft that is neither submitted nor saved until then is dropped, and its hold with it. */
  @ApiProperty({ format: 'date-time' }) dueAt: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ format: 'date-time' }) updatedAt: string;
}

/** One draft with its form; the read is recorded. */
export class DraftDetail extends DraftView {
  @ApiProperty({ type: DraftForm }) form: DraftForm;
}
