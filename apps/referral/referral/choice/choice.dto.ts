import { ApiProperty } from '@nestjs/swagger';
import { ENTITLEMENTS, type Entitlement } from '#contracts/codes.js';
import { Key } from '#service/openapi/fields.js';
import { VerdictView } from '../../gate/verdict/verdict.view.js';
import { CriteriaView } from '../../routing/route.dto.js';

/** `POST …/choice-previews`: the institution that the patient thinks of. */
export class ChoiceQuestion {
  @Key('990101H02') institution: string;
}

/** What a choice would mean, shown before anybody confirms it. Nothing is stored. */
export class ChoiceView {
  @ApiProperty({ example: '990101H02' }) institution: string;
  @ApiProperty({ example: '示范县中医院' }) name: string;
  /** False where a rule stands against it: see `errors`. */
  @ApiProperty() possible: boolean;
  @ApiProperty({ type: Object, isArray: true }) errors: object[];
  @ApiProperty({ type: Object, isArray: true }) warnings: object[];
  /** The right to the reserve there (V05), and the right at the present receiver. */
  @ApiProperty({ enum: ENTITLEMENTS }) entitlement: Entitlement;
  @ApiProperty({ enum: ENTITLEMENTS }) entitlementNow: Entitlement;
  /** Hops that are left after this one. */
  @ApiProperty({ example: 2 }) hopsLeft: number;
  /** The verdict as it would be, by the rule version of the submission, and as it is. */
  @ApiProperty({ type: VerdictView }) verdict: VerdictView;
  @ApiProperty({ type: VerdictView }) verdictNow: VerdictView;
  /** What the ranking would say of it; absent where the ranking leaves it out. */
  @ApiProperty({ type: CriteriaView, required: false }) criteria?: CriteriaView;
  /** Why the ranking leaves it out. */
  @ApiProperty({ required: false, example: 'not-in-network' }) excluded?: string;
}
