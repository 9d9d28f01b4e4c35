import { URGENCY_CLASSES, type UrgencyClass } from '#contracts/codes.js';
import { Code, Instant, Key, LocalDate, Part, Quantity, Text } from '#service/openapi/fields.js';

/** Who wrote the triage record. */
export const TRIAGED_BY = ['ambulance', 'emergency-department'] as const;
export const RISK_COLOURS = ['green', 'yellow', 'orange', 'red', 'purple'] as const;
export type RiskColour = (typeof RISK_COLOURS)[number];

/** EX01: what the ambulance or the emergency department wrote down. */
export class TriageRecord {
  @Text(4, 40, 'TR-20260306-0012') no: string;
  @Code(URGENCY_CLASSES, 'U2') urgencyClass: UrgencyClass;
  @Code(TRIAGED_BY, 'emergency-department') by: (typeof TRIAGED_BY)[number];
  @Instant('2026-03-06T08:20:00+08:00') at: string;
}

/** EX02: the record of a pregnancy or of a delivery; one of the two dates of it is needed. */
export class MaternalRecord {
  @Text(4, 40, 'MR-990101-2026-0031') no: string;
  @Quantity(0, 45, 31, { optional: true }) gestWeeks?: number;
  @LocalDate('2026-02-20', { optional: true }) deliveredOn?: string;
  @Code(RISK_COLOURS, 'yellow', { optional: true }) riskColour?: RiskColour;
}

/** EX06: number of the report of an infectious disease; sealed. */
export class InfectiousReport {
  @Text(6, 40, 'IDR-990101-2026-000077') no: string;
}

/** EX07: number in the register of severe mental disorders; sealed. */
export class MentalRegister {
  @Text(6, 40, 'SMD-990101-000012') no: string;
}

/** EX10: a mass event that the county has declared. */
export class MassEventReference {
  @Key('990101-2026-01') id: string;
}

/** Papers that open an exemption from the first visit (domain §3.1); what the system knows by itself is not asked for. */
export class Evidence {
  @Part(() => TriageRecord, { optional: true }) triageRecord?: TriageRecord;
  @Part(() => MaternalRecord, { optional: true }) maternalRecord?: MaternalRecord;
  @Part(() => InfectiousReport, { optional: true }) infectiousReport?: InfectiousReport;
  @Part(() => MentalRegister, { optional: true }) mentalRegister?: MentalRegister;
  @Part(() => MassEventReference, { optional: true }) massEvent?: MassEventReference;
}
