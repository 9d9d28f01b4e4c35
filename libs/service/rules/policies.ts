import { Injectable } from '@nestjs/common';
import { Database, SYSTEM } from '../database/database.js';
import { readRules } from './policy.store.js';
import type { Rules } from './rules.js';

/** A changed row is seen by every process within this time. */
const KEPT_MILLISECONDS = 30_000;

interface Known {
  rules: Promise<Rules>;
  readAt: number;
}

/** The rules of each county, read at most every 30 seconds. */
@Injectable()
export class Policies {
  private readonly known = new Map<string, Known>();

  constructor(private readonly database: Database) {}

  /** Callers that come while the rules are being read share that read; a failed read is not kept. */
  of(county: string): Promise<Rules> {
    const known = this.known.get(county);
    if (known && performance.now() - known.readAt < KEPT_MILLISECONDS) return known.rules;
    const rules = this.database.transaction(SYSTEM, (tx) => readRules(tx, county));
    this.known.set(county, { rules, readAt: performance.now() });
    rules.catch(() => this.known.delete(county));
    return rules;
  }
}
