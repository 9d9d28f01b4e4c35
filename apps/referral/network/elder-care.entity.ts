import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 养老机构: referrals of its residents have the origin `elder-care` and the green channel. */
@Entity({ name: 'elder_care_organisation' })
export class ElderCareOrganisation {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'name_en', type: 'text' }) nameEn: string;
  @Column({ name: 'division_code', type: 'text' }) divisionCode: string;
  @Column({ type: 'integer' }) beds: number;
  @Column({ type: 'text', nullable: true }) phone: string | null;
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}

/** The one institution that looks after the residents for some time. */
@Entity({ name: 'elder_care_link' })
export class ElderCareLink {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) organisation: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'text' }) institution: string;
}
