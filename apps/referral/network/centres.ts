import type {
  CriticalCentre,
  CriticalCentreKind,
  ReferralCentre,
  SharedCentre,
  SharedCentreKind,
} from './centres.entity.js';
import { holdsOn } from './dated.js';
import type { ElderCareLink } from './elder-care.entity.js';

export interface CentreRows {
  referralCentres: ReferralCentre[];
  criticalCentres: CriticalCentre[];
  sharedCentres: SharedCentre[];
  elderCareLinks: ElderCareLink[];
}

/** What stands at an institution beside its departments: few rows, so they are looked through. */
export class Centres {
  constructor(private readonly rows: CentreRows) {}

  /** Codes of the hospitals with this critical centre that day. */
  critical(kind: CriticalCentreKind, day: string): string[] {
    return this.rows.criticalCentres
      .filter((row) => row.kind === kind && holdsOn(row, day))
      .map((row) => row.institution);
  }

  /** Kinds of the critical centres of a hospital that day. */
  criticalOf(institution: string, day: string): CriticalCentreKind[] {
    return this.rows.criticalCentres
      .filter((row) => row.institution === institution && holdsOn(row, day))
      .map((row) => row.kind);
  }

  /** Codes of the hosts of one kind of shared centre of a consortium that day. */
  shared(consortiumId: string, kind: SharedCentreKind, day: string): string[] {
    return this.rows.sharedCentres
      .filter((row) => row.consortiumId === consortiumId && row.kind === kind && holdsOn(row, day))
      .map((row) => row.institution);
  }

  /** The referral centre of a hospital that day, with its phone for day and night. */
  referral(institution: string, day: string): ReferralCentre | undefined {
    return this.rows.referralCentres.find((row) => row.institution === institution && holdsOn(row, day));
  }

  /** Codes of the elder-care organisations whose residents the institution looks after that day. */
  elderCareOf(institution: string, day: string): string[] {
    return this.rows.elderCareLinks
      .filter((row) => row.institution === institution && holdsOn(row, day))
      .map((row) => row.organisation);
  }
}
