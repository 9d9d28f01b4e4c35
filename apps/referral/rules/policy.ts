import { grouped } from './grouped.js';

export const SCOPE_KINDS = ['nation', 'province', 'county', 'consortium', 'institution'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];
export type PolicyValue = number | string | boolean | { [key: string]: PolicyValue };

/** A rule row as the rules are read (domain "Rule rows"). */
export interface RuleRow {
  scopeKind: ScopeKind;
  scopeCode: string;
  key: string;
  version: number;
  value: PolicyValue;
  validFrom: string;
  validTo: string | null;
}

/** Where a rule is asked for; the narrowest scope that has a valid row wins. */
export interface Place {
  county: string;
  consortium?: string;
  institution?: string;
}

export type DurationUnit = 'minutes' | 'hours' | 'days' | 'working-hours';

export interface Duration {
  amount: number;
  unit: DurationUnit;
}

const UNITS: Record<string, DurationUnit> = { m: 'minutes', h: 'hours', d: 'days', wh: 'working-hours' };

/** All rule rows of a county and of what stands above it, at one version. */
export class Rules {
  private readonly byKey: Map<string, RuleRow[]>;

  /** @param version names this set of rows; a referral keeps it as its `ruleSetVersion`. */
  constructor(
    readonly version: string,
    rows: readonly RuleRow[],
  ) {
    this.byKey = grouped(rows, (row) => row.key);
  }

  /** The value in force at the place that day; undefined where no scope says anything. */
  value(key: string, place: Place, day: string): PolicyValue | undefined {
    const valid = (this.byKey.get(key) ?? []).filter(
      (row) => row.validFrom <= day && (row.validTo === null || day < row.validTo) && covers(row, place),
    );
    valid.sort((a, b) => width(b) - width(a) || b.version - a.version);
    return valid[0]?.value;
  }

  /** @throws Error where the rule is missing or not an integer: the migration ships a default for every key. */
  number(key: string, place: Place, day: string): number {
    const value = this.value(key, place, day);
    if (!Number.isInteger(value)) throw new Error(`Rule ${key} is no integer`);
    return value as number;
  }

  /** @throws Error where the rule is missing or not true or false. */
  flag(key: string, place: Place, day: string): boolean {
    const value = this.value(key, place, day);
    if (typeof value !== 'boolean') throw new Error(`Rule ${key} is neither true nor false`);
    return value;
  }

  /** Reads `10m`, `24h`, `30d` or `4wh` (working hours). @throws Error for anything else. */
  duration(key: string, place: Place, day: string): Duration {
    const match = /^(\d+)(m|h|d|wh)$/.exec(String(this.value(key, place, day)));
    const unit = UNITS[match?.[2] ?? ''];
    if (!match || !unit) throw new Error(`Rule ${key} is no duration`);
    return { amount: Number(match[1]), unit };
  }

  /** T06: the referral desk may decide for the department (`decide.delegatedToDesk`, domain §2.2). */
  deskDecides(deptCode: string, place: Place, day: string): boolean {
    return (this.value(`decide.delegatedToDesk.${deptCode}`, place, day) ?? false) === true;
  }
}

const width = (row: RuleRow): number => SCOPE_KINDS.indexOf(row.scopeKind);

function covers(row: RuleRow, place: Place): boolean {
  switch (row.scopeKind) {
    case 'nation':
      return true;
    case 'province':
      return row.scopeCode === place.county.slice(0, 2);
    case 'county':
      return row.scopeCode === place.county;
    case 'consortium':
      return row.scopeCode === place.consortium;
    case 'institution':
      return row.scopeCode === place.institution;
  }
}
