import { holdsOn } from './dated.js';
import { grouped } from './grouped.js';
import type { InstitutionParent } from './parent.entity.js';

/** Who stands above whom (domain §2.1); the database refuses circles and two parents on one day. */
export class Hierarchy {
  private readonly above: Map<string, InstitutionParent[]>;
  private readonly below: Map<string, InstitutionParent[]>;

  constructor(parents: readonly InstitutionParent[]) {
    this.above = grouped(parents, (row) => row.institution);
    this.below = grouped(parents, (row) => row.parent);
  }

  /** Code of the institution above that day, if there is one. */
  parentOf(institution: string, day: string): string | undefined {
    return this.above.get(institution)?.find((row) => holdsOn(row, day))?.parent;
  }

  /** Codes of the institutions right below that day. */
  childrenOf(institution: string, day: string): string[] {
    return (this.below.get(institution) ?? []).filter((row) => holdsOn(row, day)).map((row) => row.institution);
  }

  /** Step by step upwards: parent, its parent, and so on. */
  chainOf(institution: string, day: string): string[] {
    const chain: string[] = [];
    for (let code = this.parentOf(institution, day); code !== undefined; code = this.parentOf(code, day)) {
      chain.push(code);
    }
    return chain;
  }
}
