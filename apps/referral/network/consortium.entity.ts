import { Column, Entity, PrimaryColumn } from 'typeorm';

/** County consortium ("1+N") or city group: one lead and its members (domain §2.1). */
@Entity({ name: 'consortium' })
export class Consortium {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) kind: 'county' | 'city-group';
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'name_en', type: 'text' }) nameEn: string;
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}

/** Membership of one institution; a member stays a legal entity and data controller of its own. */
@Entity({ name: 'consortium_member' })
export class ConsortiumMember {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'consortium_id', type: 'uuid' }) consortiumId: string;
  @PrimaryColumn({ type: 'text' }) institution: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'boolean' }) lead: boolean;
  /** A member of a city group may lie in another county than the group. The database fills it in where it is the same. */
  @Column({ name: 'institution_county', type: 'char', length: 6 }) institutionCounty?: string;
  /** Why this lead is not what the policy wants; stored, never a refusal (domain §2.1). */
  @Column({ type: 'text', array: true, default: [] }) warnings?: string[];
}
