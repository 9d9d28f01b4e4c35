import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mass event or disaster that the county has declared (EX10): who comes because of it needs no referral. */
@Entity({ name: 'mass_event' })
export class MassEvent {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'name_en', type: 'text' }) nameEn: string;
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date' }) validTo: string;
  /** Account. */
  @Column({ name: 'declared_by', type: 'text' }) declaredBy: string;
  @Column({ name: 'declared_at', type: 'timestamptz' }) declaredAt: Date;
}
