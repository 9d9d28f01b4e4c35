import { createHash } from 'node:crypto';
import { type Effective, effective, type Place, type PolicyRow, type PolicyValue } from './policy.js';

export type DurationUnit = 'minutes' | 'hours' | 'days' | 'working-hours';

export interface Duration {
  amount: number;
  unit: DurationUnit;
}

const UNITS: Record<string, DurationUnit> = { m: 'minutes', h: 'hours', d: 'days', wh: 'working-hours' };

/** All policy rows of a county and of what stands above it. */
export class Rules {
  /** Names this very set of rows: its newest date and a digest; a decision keeps it as `ruleSetVersion`. */
  readonly version: string;
  private readonly byKey = new Map<string, PolicyRow[]>();

  constructor(readonly rows: readonly PolicyRow[]) {
    this.version = versionOf(rows);
    for (const row of rows) this.byKey.set(row.key, [...(this.byKey.get(row.key) ?? []), row]);
  }

  /** The value in force at the place that day; undefined where no scope says anything. */
  value(key: string, place: Place, day: string): PolicyValue | undefined {
    return this.decision(key, place, day)?.value;
  }

  /** The value in force with the row that decided it. */
  decision(key: string, place: Place, day: string): Effective | undefined {
    return effective(this.byKey.get(key) ?? [], key, place, day);
  }

  /** @throws Error where the rule is missing or no integer: a migration ships a default for every key */
  number(key: string, place: Place, day: string): number {
    const value = this.value(key, place, day);
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`Rule ${key} is no integer`);
    return value;
  }

  /** @throws Error where the rule is missing or neither true nor false */
  flag(key: string, place: Place, day: string): boolean {
    const value = this.value(key, place, day);
    if (typeof value !== 'boolean') throw new Error(`Rule ${key} is neither true nor false`);
    return value;
  }

  /** Reads `10m`, `24h`, `30d` or `4wh` (working hours). @throws Error for anything else */
  duration(key: string, place: Place, day: string): Duration {
    const match = /^(\d+)(m|h|d|wh)$/.exec(String(this.value(key, place, day)));
    const unit = UNITS[match?.[2] ?? ''];
    if (!match || !unit) throw new Error(`Rule ${key} is no duration`);
    return { amount: Number(match[1]), unit };
  }
}

function versionOf(rows: readonly PolicyRow[]): string {
  const newest =
    rows
      .map(({ validFrom }) => validFrom)
      .sort()
      .at(-1) ?? '1970-01-01';
  const lines = rows.map((row) =>
    JSON.stringify([row.scopeKind, row.scopeCode, row.key, row.version, row.value, row.validTo]),
  );
  const digest = createHash('sha256').update(lines.sort().join('\n')).digest('hex');
  return `${newest}.${digest.slice(0, 8)}`;
}
