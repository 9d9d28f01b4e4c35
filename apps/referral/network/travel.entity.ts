import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Travel by the usual means from one institution to another. */
@Entity({ name: 'travel' })
export class Travel {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'from_institution', type: 'text' }) fromInstitution: string;
  @PrimaryColumn({ name: 'to_county', type: 'char', length: 6 }) toCounty: string;
  @PrimaryColumn({ name: 'to_institution', type: 'text' }) toInstitution: string;
  @Column({ type: 'integer' }) minutes: number;
}
