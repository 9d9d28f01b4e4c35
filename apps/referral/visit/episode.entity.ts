import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One course of care of one patient: visits and referral legs (诊疗过程, domain §1). */
@Entity({ name: 'episode' })
export class Episode {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'patient_id', type: 'uuid' }) patientId: string;
  /** Institution that opened it. */
  @Column({ type: 'text' }) institution: string;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date;
}
