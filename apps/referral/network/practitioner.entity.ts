import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a practitioner may do at the institution of registration (domain §4.3). */
export type Right = 'refer-out' | 'receive';

/** A doctor registered at one institution. */
@Entity({ name: 'practitioner' })
export class Practitioner {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  /** The `practitioner` claim of the token. */
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ type: 'text' }) institution: string;
  @Column({ type: 'text' }) name: string;
  /** `resident`, `attending`, `associate-chief`, `chief`, `village-doctor`. */
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text', array: true }) departments: string[];
  @Column({ type: 'text', array: true }) rights: Right[];
  @Column({ name: 'valid_from', type: 'date' }) validFrom: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo: string | null;
}
