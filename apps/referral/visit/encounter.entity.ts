import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MatchedCriterion } from '../criteria/advice/advice.js';
import type { KeptAdvice } from '../criteria/advice/kept.js';
import type { Verdict } from '../gate/verdict/verdict.js';
import type { Tier } from '../network/tiers.js';
import type { Diagnosis, VitalSigns } from '../referral/form/body.dto.js';

export const VISIT_TYPES = ['outpatient', 'emergency', 'inpatient'] as const;
export type VisitType = (typeof VISIT_TYPES)[number];

/** A visit of one patient at one institution; at tier 1–2 it proves the first visit (domain §3.1). */
@Entity({ name: 'encounter' })
export class Encounter {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId: string;
  @Column({ name: 'episode_id', type: 'uuid' }) episodeId: string;
  @Column({ type: 'text' }) institution: string;
  @Column({ type: 'smallint' }) tier: Tier;
  @Column({ name: 'practitioner_id', type: 'uuid' }) practitionerId: string;
  @Column({ name: 'visited_at', type: 'timestamptz' }) visitedAt: Date;
  @Column({ type: 'jsonb' }) diagnoses: Diagnosis[];
  /** Sealed with the key of `institution`, context `encounter.complaint:<id>`. */
  @Column({ name: 'complaint_sealed', type: 'text', nullable: true }) complaintSealed: string | null;
  @Column({ type: 'jsonb', nullable: true }) vitals: VitalSigns | null;
  @Column({ type: 'jsonb', nullable: true }) advice?: KeptAdvice | null;
  @Column({ name: 'matched_criteria', type: 'jsonb' }) matchedCriteria?: MatchedCriterion[];
  /** What the criteria were asked with; sealed with the key of `institution`, context `encounter.advice:<id>`. */
  @Column({ name: 'advice_input_sealed', type: 'text', nullable: true }) adviceInputSealed?: string | null;
  @Column({ name: 'care_type', type: 'text', default: 'outpatient' }) careType: VisitType;
  @Column({ name: 'dept_code', type: 'text', nullable: true }) deptCode: string | null;
  /** The referral that brought the patient. */
  @Column({ name: 'referral_id', type: 'uuid', nullable: true }) referralId: string | null;
  @Column({ type: 'integer', default: 1 }) version: number;
  /** End of an inpatient stay, which began at `visitedAt`. */
  @Column({ name: 'discharged_at', type: 'timestamptz', nullable: true }) dischargedAt: Date | null;
  @Column({ name: 'operated_on', type: 'date', nullable: true }) operatedOn: string | null;
  @Column({ name: 'eligible_cost_fen', type: 'integer', nullable: true }) eligibleCostFen: number | null;
  @Column({ name: 'deductible_paid_fen', type: 'integer', nullable: true }) deductiblePaidFen: number | null;
  /** What the fund gate said when the patient came. */
  @Column({ type: 'jsonb', nullable: true }) verdict: Verdict | null;
  /** Papers of an exemption, sealed with the key of `institution`, context `encounter.evidence:<id>`. */
  @Column({ name: 'evidence_sealed', type: 'text', nullable: true }) evidenceSealed: string | null;
}
