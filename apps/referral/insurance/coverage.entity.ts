import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AidCategory, ChronicSpecial, Scheme } from './insurance.codes.js';

/** How a person is insured from a day on (domain §4.2 `coverage`); one row holds at a time. */
@Entity({ name: 'coverage' })
export class Coverage {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'patient_id', type: 'uuid' }) patientId: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'text' }) scheme: Scheme;
  /** 统筹区: division code of the county, city or province whose fund pays. */
  @Column({ name: 'pooling_area', type: 'char', length: 6 }) poolingArea: string;
  @Column({ name: 'chronic_special', type: 'text', array: true }) chronicSpecial: ChronicSpecial[];
  @Column({ name: 'aid_category', type: 'text', nullable: true }) aidCategory: AidCategory | null;
  /** Institution that wrote it down. */
  @Column({ name: 'recorded_by', type: 'text' }) recordedBy: string;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) recordedAt: Date;
}
