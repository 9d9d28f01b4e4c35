import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MatchedCriterion } from '../criteria/advice.js';
import type { KeptAdvice } from '../criteria/kept.js';
import type { Tier } from '../network/tiers.js';
import type { Diagnosis, VitalSigns } from '../referral/form/body.dto.js';

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
}
