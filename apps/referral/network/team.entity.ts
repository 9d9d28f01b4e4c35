import { Column, Entity, PrimaryColumn } from 'typeorm';

export type TeamRole = 'family-doctor' | 'nurse' | 'public-health' | 'county-specialist';

/** Family-doctor team of a primary institution (domain §2.1). */
@Entity({ name: 'team' })
export class Team {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) institution: string;
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}

@Entity({ name: 'team_member' })
export class TeamMember {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'team_id', type: 'uuid' }) teamId: string;
  @PrimaryColumn({ name: 'practitioner_id', type: 'uuid' }) practitionerId: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'text' }) role: TeamRole;
}
