import { Code, Flag, Part, Quantity, Text } from '#service/openapi/fields.js';
import { RISK_COLOURS } from '../../referral/form/form.codes.js';
import { SYMPTOMS } from '../expression/inputs.js';
import { OVERRULE_REASONS, type OverruleReason } from './overrule.js';

/** Course of the disease so far. */
export class Course {
  @Flag(true, { optional: true }) firstVisit?: boolean;
  @Flag(true, { optional: true }) remeasured?: boolean;
  @Flag(false, { optional: true }) paroxysmal?: boolean;
  @Quantity(0, 1200, 6, { optional: true }) regularDrugMonths?: number;
  @Flag(false, { optional: true }) atTarget?: boolean;
  @Quantity(0, 1200, 3, { optional: true }) missedTargetMonths?: number;
  @Flag(false, { optional: true }) repeatedHypoglycaemia?: boolean;
  @Flag(false, { optional: true }) typeUnclear?: boolean;
  @Flag(true, { optional: true }) glucoseCorrected?: boolean;
  @Quantity(0, 10_080, 20, { optional: true }) painMinutes?: number;
  @Quantity(0, 8_760, 2, { optional: true }) onsetHours?: number;
}

/** Results in the few words that criteria ask for. */
export class ResultFindings {
  @Flag(false, { optional: true }) ketosis?: boolean;
  @Flag(false, { optional: true }) lowPotassium?: boolean;
  @Quantity(0, 200, 5, { optional: true }) armDifference?: number;
  @Flag(false, { optional: true }) bruit?: boolean;
  @Flag(false, { optional: true }) renalMass?: boolean;
  @Flag(false, { optional: true }) ecgChange?: boolean;
  @Quantity(0, 75, 9, { optional: true }) iss?: number;
  @Flag(false, { optional: true }) unstable?: boolean;
}

/** A stay in hospital, as the ward sees it today. */
export class StayFindings {
  @Quantity(0, 3_650, 5, { optional: true }) days?: number;
  @Flag(true, { optional: true }) planFixed?: boolean;
  @Quantity(0, 8_760, 36, { optional: true }) stableHours?: number;
  @Flag(false, { optional: true }) changePlanned?: boolean;
  @Flag(false, { optional: true }) acuteComplication?: boolean;
  @Flag(false, { optional: true }) specialTreatment?: boolean;
  @Flag(true, { optional: true }) longTerm?: boolean;
  @Flag(false, { optional: true }) ownWish?: boolean;
  @Flag(false, { optional: true }) elderCare?: boolean;
}

/** What criteria ask about beside vital signs and diagnoses. What is left out is unknown, never "no" (domain §9). */
export class Findings {
  /** Everything that was found; what is not in the list was looked for and is not there. */
  @Code(SYMPTOMS, [], { list: 30, optional: true }) symptoms?: string[];
  @Flag(false, { optional: true }) pregnant?: boolean;
  @Flag(false, { optional: true }) lactating?: boolean;
  @Code(RISK_COLOURS, 'green', { optional: true }) riskColour?: string;
  /** The diagnosis is established, not only suspected. */
  @Flag(true, { optional: true }) diagnosisEstablished?: boolean;
  /** Complication screening is available at this institution. */
  @Flag(true, { optional: true }) screeningHere?: boolean;
  @Part(() => Course, { optional: true }) course?: Course;
  @Part(() => ResultFindings, { optional: true }) results?: ResultFindings;
  @Part(() => StayFindings, { optional: true }) stay?: StayFindings;
}

/** Why a doctor decides otherwise than advised (domain §3.2). */
export class Overrule {
  @Code(OVERRULE_REASONS, 'clinical-judgement') reason: OverruleReason;
  @Text(1, 500, 'Known to me for years; seen by the cardiologist last week', { optional: true }) text?: string;
}
