import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A resident in the county's patient index. What names the person is sealed (domain §4.2, §14). */
@Entity({ name: 'patient' })
export class Patient {
  @PrimaryColumn({ type: 'char', length: 6 }) county: string;
  @PrimaryColumn({ type: 'uuid' }) id: string;
  /** Institution whose key sealed the columns below; see `identity.ts`. */
  @Column({ name: 'sealed_by', type: 'text' }) sealedBy: string;
  @Column({ name: 'name_sealed', type: 'text' }) nameSealed: string;
  @Column({ name: 'id_type', type: 'text' }) idType: string;
  @Column({ name: 'id_no_sealed', type: 'text' }) idNoSealed: string;
  /** Keyed hash of the ID number: finds a person without decrypting anybody. */
  @Column({ name: 'id_blind', type: 'text' }) idBlind: string;
  @Column({ name: 'phone_sealed', type: 'text' }) phoneSealed: string;
  @Column({ name: 'address_sealed', type: 'text' }) addressSealed: string;
  @Column({ name: 'birth_date', type: 'date' }) birthDate: string;
  /** 0 unknown, 1 male, 2 female, 9 not stated. */
  @Column({ name: 'sex_code', type: 'smallint' }) sexCode: number;
  @Column({ name: 'division_code', type: 'text' }) divisionCode: string;
  /** Township centre that is responsible for the residence. */
  @Column({ name: 'home_institution', type: 'text' }) homeInstitution: string;
  @Column({ name: 'home_clinic', type: 'text', nullable: true }) homeClinic: string | null;
  @Column({ name: 'key_groups', type: 'text', array: true }) keyGroups: string[];
  /** Nobody knows who it is: type 99, a number of the house, for emergencies only. */
  @Column({ type: 'boolean', default: false }) temporary?: boolean;
  /** Who it was, once a named person has said so. */
  @Column({ name: 'merged_into', type: 'uuid', nullable: true }) mergedInto?: string | null;
}
