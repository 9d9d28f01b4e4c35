import type { ClassConstructor } from 'class-transformer';
import type { EntityManager } from 'typeorm';
import type { Role } from '#contracts/codes.js';
import type { Sheet } from '#service/import/csv.js';

/** A row as the API takes it: fields of its class, checked. */
export type Row = Record<string, unknown>;

/** Whose row it is: such an institution may keep it itself, and the office of such a consortium. */
export interface Owner {
  institution?: string;
  consortium?: string;
}

/** One kind of row of the care network: what it is called, where it lies, and who keeps it. */
export interface Kind {
  /** Last part of the address, plural. */
  name: string;
  table: string;
  row: ClassConstructor<object>;
  /** Fields that tell one row from another within a county; `validFrom` is one of them where rows follow one another. */
  key: readonly string[];
  required: readonly string[];
  optional: readonly string[];
  numbers?: readonly string[];
  flags?: readonly string[];
  lists?: readonly string[];
  /** False for what is read from the database each time: its writers need not come one by one. */
  inMemory?: false;
  /** A change of it may make another lead of a consortium, or another house of a lead. */
  judgesLeads?: true;
  keepers: readonly [Role, ...Role[]];
  owner(row: Row, tx: EntityManager, county: string): Owner | Promise<Owner>;
  /** Fields that follow from others, for example the tier from the type. */
  completed?(row: Row, county: string, tx: EntityManager): Row | Promise<Row>;
}

/** A file of so many rows has every capability of a county. */
const MOST_ROWS = 2_000;

/** The kind as a CSV file; in a cell, `-` empties the field. */
export function sheetOf({ row, required, optional, numbers, flags = [], lists }: Kind): Sheet<object> {
  const more = { numbers, flags: [...flags, 'withdraw'], lists, emptied: '-', mostRows: MOST_ROWS };
  return { row, required, optional: [...optional, 'withdraw'], ...more };
}

/** All fields that a kind stores. */
export const fieldsOf = ({ required, optional }: Kind): string[] => [...required, ...optional];

export const AUTHORITY = ['county-health-authority'] as const;
export const OFFICE = ['county-health-authority', 'consortium-office'] as const;
export const HOUSE = ['county-health-authority', 'consortium-office', 'medical-affairs', 'his-adapter'] as const;

/** A row whose field `institution` says whose it is. */
export const ofInstitution = ({ institution }: Row): Owner => ({ institution: String(institution) });
export const ofNobody = (): Owner => ({});
