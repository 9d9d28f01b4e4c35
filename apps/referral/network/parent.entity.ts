import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one institution above another for some time: a village clinic's township, a township's hospital. */
@Entity({ name: 'institution_parent' })
export class InstitutionParent {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) institution: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'text' }) parent: string;
}
