import { ApiProperty } from '@nestjs/swagger';
import { DIRECTIONS, type Direction, ENTITLEMENTS, URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { Code, Id, Key, Part, Patterned, Quantity } from '#service/openapi/fields.js';
import { BillView } from '../../insurance/benefit.view.js';
import { ORIGINS, type Origin, REFERRAL_REASONS, type ReferralReason } from '../../referral/form/form.codes.js';
import { VISIT_TYPES, type VisitType } from '../../visit/encounter.entity.js';
import type { ReserveRight } from '../entitlement.js';
import { Evidence } from '../exemption/evidence.dto.js';
import { EXEMPTIONS, type ExemptionCode } from '../exemption/exemption.js';
import { VerdictView } from './verdict.view.js';

/** The referral that the caller thinks of; left out, the patient would come on their own. */
export class ThoughtOfReferral {
  @Code(DIRECTIONS, 'up') direction: Direction;
  @Code(URGENCY_CLASSES, 'U3') urgencyClass: UrgencyClass;
  @Id('0195f000-0000-7000-8000-000000000011', { optional: true }) firstVisitEncounterId?: string;
  @Code(REFERRAL_REASONS, ['diag-unclear'], { list: 13, optional: true }) reasonCode?: ReferralReason[];
  /** Named, the answer says whether the caller may use the reserve there (V05). */
  @Code(ORIGINS, 'family-doctor', { optional: true }) origin?: Origin;
}

/** What would the fund gate say? Everything but the patient may be left out: the answer says what it did not know. */
export class VerdictQuestion {
  @Id('00979082-2e79-5188-a166-83d3c8dfb737') patientId: string;
  /** Where the patient would go; the caller's institution if left out. */
  @Key('990101H01', { optional: true }) institution?: string;
  @Part(() => ThoughtOfReferral, { optional: true }) referral?: ThoughtOfReferral;
  @Key('03.04', { optional: true }) deptCode?: string;
  /** ICD-10 code of the leading diagnosis. */
  @Patterned(/^[A-Z]\d{2}(\.\w{1,4})?$/, 'I20.9', { optional: true }) diagnosis?: string;
  @Code(VISIT_TYPES, 'outpatient', { optional: true }) careType?: VisitType;
  /** The course of care whose stays count for the deductible; that of the first visit if left out. */
  @Id('0195f000-0000-7000-8000-000000000013', { optional: true }) episodeId?: string;
  @Part(() => Evidence, { optional: true }) evidence?: Evidence;
  @Code(EXEMPTIONS, 'EX02', { optional: true }) claimedExemption?: ExemptionCode;
  /** Cost that the fund recognises, fen: the answer holds the bill. */
  @Quantity(0, 1_000_000_000, 600_000, { optional: true }) eligibleCostFen?: number;
}

/** A question that has an answer in the demo county, for the API document. */
export const WALK_IN_EXAMPLE: VerdictQuestion = {
  patientId: '00979082-2e79-5188-a166-83d3c8dfb737',
  institution: '990101H01',
  diagnosis: 'I20.9',
  careType: 'inpatient',
  eligibleCostFen: 600_000,
};

/** V05 for one hospital: `family-doctor` may use the reserve; for `open` everything that stands in the way. */
export class ReserveView implements ReserveRight {
  @ApiProperty({ enum: ENTITLEMENTS }) entitlement: ReserveRight['entitlement'];
  @ApiProperty({ type: String, isArray: true, example: ['no-active-contract'] }) reasons: ReserveRight['reasons'];
}

/** The verdict as it would be now; nothing is stored. */
export class VerdictPreview extends VerdictView {
  @ApiProperty({ example: '990101H01' }) institution: string;
  /** With `eligibleCostFen`, where the benefit is known; advice. */
  @ApiProperty({ type: BillView, required: false }) bill?: BillView;
  /** Whether the caller's referral could use the reserve there, and why, or everything that stands in its way (V05). */
  @ApiProperty({ type: ReserveView, required: false }) reserve?: ReserveView;
}
