import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CareType, Scheme } from './insurance.codes.js';

/** One edition of the benefit ladder 报销比例 (domain §3.3): the four tiers together, so that their order can be promised. */
@Entity({ name: 'benefit_ladder' })
export class BenefitLadder {
  /** Division code: a county, its city (`NNNN00`), its province (`NN0000`) or the nation (`000000`). */
  @PrimaryColumn({ type: 'char', length: 6 }) region: string;
  @PrimaryColumn({ type: 'text' }) scheme: Scheme;
  @PrimaryColumn({ name: 'care_type', type: 'text' }) careType: CareType;
  /** The institution lies in the person's pooling area. */
  @PrimaryColumn({ name: 'in_area', type: 'boolean' }) inArea: boolean;
  /** False: what is paid after a bypass; without such an edition the penalty is taken off. */
  @PrimaryColumn({ type: 'boolean' }) compliant: boolean;
  @PrimaryColumn({ type: 'integer' }) version: number;
  /** Basis points of tiers 1 to 4. */
  @Column({ name: 'rate_bps', type: 'integer', array: true }) rateBps: number[];
  /** Fen, of tiers 1 to 4. */
  @Column({ name: 'deductible_fen', type: 'integer', array: true }) deductibleFen: number[];
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ name: 'approved_by', type: 'text' }) approvedBy: string;
  @Column({ type: 'text' }) source: string;
}
