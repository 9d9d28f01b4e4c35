import type { Pool } from '#contracts/codes.js';

/** What is looked for in the live view, and on whose behalf. */
export interface LevelsWanted {
  pool: Pool;
  /** Department, exam item or ward group. */
  group: string;
  doctorId?: string;
  earliest: Date;
  latest: Date;
  /** Has the right to the reserve (V05). */
  family: boolean;
  /** Class U4: from stage 2 of the release on it stands in line with the others (domain §7.3). */
  routine: boolean;
}

/** What one institution has left inside the window, as reservation told it. */
export interface Outlook {
  county: string;
  institution: string;
  /** The instant up to which the county has told; null: it never has. */
  toldAt: Date | null;
  /** When the first unit begins that the asker could have; null: none. */
  earliest: Date | null;
  /** Units kept for family doctors, and units open to everybody. */
  protected: number;
  open: number;
  /** All units, taken ones too. */
  units: number;
}
