import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Pool } from '#contracts/codes.js';

/** What one department of an institution can do (domain §2.1 `InstitutionCapability`). */
@Entity({ name: 'department_capability' })
export class DepartmentCapability {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'text' }) institution: string;
  /** 诊疗科目, for example `03.04` cardiology (domain §4.3). */
  @PrimaryColumn({ name: 'dept_code', type: 'text' }) deptCode: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'name_en', type: 'text' }) nameEn: string;
  /** Kinds of supply it publishes. */
  @Column({ type: 'text', array: true }) pools: Pool[];
  @Column({ name: 'exam_items', type: 'text', array: true }) examItems: string[];
  @Column({ name: 'bed_classes', type: 'text', array: true }) bedClasses: string[];
  /** Diseases it treats, `I20-I25` or `I21.0`; empty = not restricted. */
  @Column({ name: 'icd10_ranges', type: 'text', array: true, default: [] }) icd10Ranges?: string[];
  /** ICD-9-CM-3 codes. */
  @Column({ type: 'text', array: true, default: [] }) procedures?: string[];
  @Column({ type: 'text', array: true, default: [] }) equipment?: string[];
  /** Generic names or codes of drugs that it keeps. */
  @Column({ type: 'text', array: true, default: [] }) drugs?: string[];
}
