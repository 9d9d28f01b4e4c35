import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Family-doctor contract of a resident with a team (domain §2.1). */
@Entity({ name: 'contract' })
export class Contract {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId: string;
  @Column({ name: 'team_id', type: 'uuid' }) teamId: string;
  /** Institution of the team. */
  @Column({ type: 'text' }) institution: string;
  @Column({ name: 'key_groups', type: 'text', array: true }) keyGroups: string[];
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}
