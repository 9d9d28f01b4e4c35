import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Direction } from '#contracts/codes.js';

export const AGREEMENT_KINDS = ['referral', 'specialist-alliance', 'paired-support'] as const;

/** Referral agreement between two institutions; may cross county or province (domain §2.1, V04). */
@Entity({ name: 'agreement' })
export class Agreement {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'from_institution', type: 'text' }) fromInstitution: string;
  @Column({ name: 'to_county', type: 'char', length: 6 }) toCounty: string;
  @Column({ name: 'to_institution', type: 'text' }) toInstitution: string;
  /** 专科联盟 specialist alliance, 对口支援 paired support, or none of these. */
  @Column({ type: 'text', default: 'referral' }) kind?: (typeof AGREEMENT_KINDS)[number];
  @Column({ type: 'text', array: true }) directions: Direction[];
  /** Departments it covers; empty = all. */
  @Column({ name: 'dept_codes', type: 'text', array: true }) deptCodes: string[];
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}
