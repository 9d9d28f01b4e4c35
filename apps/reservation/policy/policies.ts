import type { EntityManager } from 'typeorm';
import { calendarOf } from '#service/calendar/calendar.js';
import { readCalendarTables } from '#service/calendar/calendar.store.js';
import { localDate } from '#service/calendar/local-time.js';
import { readRules } from '#service/rules/policy.store.js';
import type { Rules } from '#service/rules/rules.js';
import type { Calendar } from '#service/rules/working-hours.js';
import { Policy } from './policy.js';

/** Rule rows change a few times a year; a process may go on with its picture of them for so long. */
const KEPT_MS = 30_000;

/** What a county says: its rules and its holidays. */
interface Said {
  rules: Rules;
  calendar: Calendar;
}

/** The policies of one day: cheap to ask again and again while a batch is decided. */
export class PolicyBook {
  private readonly known = new Map<string, Policy>();

  constructor(
    private readonly said: ReadonlyMap<string, Said>,
    private readonly day: string,
  ) {}

  /** @param day local date on which the rules must hold; that of the turn where it is left out */
  of(county: string, institution: string, day = this.day): Policy {
    const key = `${county} ${institution} ${day}`;
    const known = this.known.get(key);
    if (known) return known;
    const policy = new Policy(this.saidBy(county).rules, { county, institution }, day);
    this.known.set(key, policy);
    return policy;
  }

  /** Whether the rules of a county were read. */
  knows(county: string): boolean {
    return this.said.has(county);
  }

  /** This book with the counties of another one of the same day. */
  with(other: PolicyBook): PolicyBook {
    return new PolicyBook(new Map([...this.said, ...other.said]), this.day);
  }

  /** Holidays and make-up days of a county. */
  calendar(county: string): Calendar {
    return this.saidBy(county).calendar;
  }

  private saidBy(county: string): Said {
    const said = this.said.get(county);
    if (!said) throw new Error(`The rules of county ${county} were not read`);
    return said;
  }
}

/**
 * The rules of supply, kept between transactions. They are read on the connection of the transaction that asks: one
 * that held a connection while it waited for a second could starve the pool.
 */
export class SupplyPolicies {
  private readonly said = new Map<string, Said>();
  private readonly readAt = new Map<string, number>();
  private book: { day: string; book: PolicyBook } | undefined;

  async at(tx: EntityManager, now: Date, counties: Iterable<string>): Promise<PolicyBook> {
    for (const county of new Set(counties)) {
      if (performance.now() - (this.readAt.get(county) ?? Number.NEGATIVE_INFINITY) < KEPT_MS) continue;
      const calendar = calendarOf(await readCalendarTables(tx, county));
      this.said.set(county, { rules: await readRules(tx, county), calendar });
      this.readAt.set(county, performance.now());
      this.book = undefined;
    }
    const day = localDate(now);
    if (this.book?.day !== day) this.book = { day, book: new PolicyBook(new Map(this.said), day) };
    return this.book.book;
  }
}
