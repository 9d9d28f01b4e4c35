import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which consortium answers for the residents of a division: the longest prefix of the residence code decides. */
@Entity({ name: 'catchment' })
export class Catchment {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  /** 6 to 12 digits of the residence's division code. */
  @PrimaryColumn({ name: 'division_prefix', type: 'text' }) divisionPrefix: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ name: 'consortium_id', type: 'uuid' }) consortiumId: string;
}
