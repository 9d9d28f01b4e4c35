import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 五大中心, the five critical centres. */
export const CRITICAL_CENTRES = ['chest-pain', 'stroke', 'trauma', 'maternal', 'neonatal'] as const;
export type CriticalCentreKind = (typeof CRITICAL_CENTRES)[number];

/** 资源共享中心, what a consortium has once for all its members. */
export const SHARED_CENTRES = ['lab', 'imaging', 'ecg', 'pathology', 'sterile-supply'] as const;
export type SharedCentreKind = (typeof SHARED_CENTRES)[number];

/** 转诊中心: the desk of an upper hospital for both directions, with a phone for day and night. */
@Entity({ name: 'referral_centre' })
export class ReferralCentre {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) institution: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'text' }) phone: string;
}

/** A critical centre; its host is a hospital of tier 3 or 4. */
@Entity({ name: 'critical_centre' })
export class CriticalCentre {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) institution: string;
  @PrimaryColumn({ type: 'text' }) kind: CriticalCentreKind;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}

/** A shared centre: its host and the consortium that it serves. */
@Entity({ name: 'shared_centre' })
export class SharedCentre {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ name: 'consortium_id', type: 'uuid' }) consortiumId: string;
  @PrimaryColumn({ type: 'text' }) institution: string;
  @PrimaryColumn({ type: 'text' }) kind: SharedCentreKind;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}
