import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InstitutionType, Tier } from './tiers.js';

/** A hospital, township centre or clinic of the care network (domain §2.1). */
@Entity({ name: 'institution' })
export class Institution {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  /** Opaque unique code. */
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'name_en', type: 'text' }) nameEn: string;
  @Column({ type: 'text' }) type: InstitutionType;
  /** Decides the rules; the name never does. */
  @Column({ type: 'smallint' }) tier: Tier;
  /** Level 1–3 with its grade, for example 3 and `A`; 0 where the law gives none (village clinics). */
  @Column({ type: 'smallint' }) level: number;
  @Column({ type: 'text', nullable: true }) grade: string | null;
  @Column({ type: 'text' }) ownership: 'public' | 'private';
  /** The lead of a consortium should be non-profit. */
  @Column({ name: 'for_profit', type: 'boolean', default: false }) forProfit?: boolean;
  /** Millionths of a degree (CGCS2000); both or neither. */
  @Column({ name: 'latitude_micro', type: 'integer', nullable: true }) latitudeMicro?: number | null;
  @Column({ name: 'longitude_micro', type: 'integer', nullable: true }) longitudeMicro?: number | null;
  /** Designated by the basic medical insurance; `insuredTo` is the first day it no longer is. */
  @Column({ name: 'insured_from', type: 'date', nullable: true }) insuredFrom?: string | null;
  @Column({ name: 'insured_to', type: 'date', nullable: true }) insuredTo?: string | null;
  @Column({ name: 'division_code', type: 'text' }) divisionCode: string;
  @Column({ type: 'text', nullable: true }) phone: string | null;
  /** False while it cannot take referrals through Fenji. */
  @Column({ type: 'boolean', default: true }) online: boolean;
  /** Licence period, `YYYY-MM-DD`; `validTo` is the first day it no longer holds. */
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}
