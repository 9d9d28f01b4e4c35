import type { Pool } from '#contracts/codes.js';

/** What is looked for in the live view, and on whose behalf. */
export interface LevelsWanted {
  pool: Pool;
  /** Department, exam item or ward group. */
  group: string;
  doctorId?: string;
  earliest: Date;
  latest: Date;
  /** Class U4: from stage 2 of the release on it stands in line with the others (domain §7.3). */
  routine: boolean;
}

/** Where is looked, and whether the sender has the right to its reserve (V05). */
export interface LookedAt {
  county: string;
  institution: string;
  reserve: boolean;
}

/** What one institution has left inside the window, as reservation told it. */
export interface Outlook {
  county: string;
  institution: string;
  /** The instant up to which the county has told; null: it never has. */
  toldAt: Date | null;
  /** When the first unit begins that the asker could have; null: none. */
  earliest: Date | null;
  /** Free units kept for family doctors, and free units of the open part, whether opened yet or not. */
  protected: number;
  open: number;
  /** All units, taken ones too. */
  units: number;
}
