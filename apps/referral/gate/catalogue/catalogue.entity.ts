import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Diseases to be seen first at this tier or lower (domain §3.1 `FirstVisitCatalogue`). */
@Entity({ name: 'first_visit_catalogue' })
export class FirstVisitCatalogue {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'icd10_from', type: 'text' }) icd10From: string;
  @PrimaryColumn({ name: 'icd10_to', type: 'text' }) icd10To: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'smallint' }) tier: 1 | 2;
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ name: 'approved_by', type: 'text' }) approvedBy: string;
  @Column({ type: 'text' }) source: string;
}
