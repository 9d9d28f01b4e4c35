import { Injectable } from '@nestjs/common';
import type { ReferralRow } from '../store/referral.row.js';

type Listener<Row> = (row: Row) => void;

/** Another replica may have consumed the answer: its commit is not heard here, so the row is looked at again. */
const LOOK_AGAIN_MILLISECONDS = 250;

/** Lets a request wait for the answer of reservation (`Prefer: wait`) instead of asking again and again. */
@Injectable()
export class Settlements<Row extends { id: string } = ReferralRow> {
  private readonly listeners = new Map<string, Set<Listener<Row>>>();

  /** Called after the commit of whoever changed these referrals. */
  announce(rows: readonly Row[]): void {
    if (this.listeners.size === 0) return;
    for (const row of rows) for (const listener of this.listeners.get(row.id) ?? []) listener(row);
  }

  /** To be called before the own commit, so that no answer is missed; `close` it in any case. */
  expect(id: string, settled: (row: Row) => boolean): Expectation<Row> {
    const expectation = new Expectation<Row>(settled, () => this.forget(id, listener));
    const listener: Listener<Row> = (row) => expectation.hear(row);
    this.listeners.set(id, (this.listeners.get(id) ?? new Set()).add(listener));
    return expectation;
  }

  private forget(id: string, listener: Listener<Row>): void {
    const known = this.listeners.get(id);
    known?.delete(listener);
    if (known?.size === 0) this.listeners.delete(id);
  }
}

/** One request that waits for one referral to be settled. */
export class Expectation<Row = ReferralRow> {
  private found: Row | undefined;
  private wake: (() => void) | undefined;

  constructor(
    private readonly settled: (row: Row) => boolean,
    readonly close: () => void,
  ) {}

  hear(row: Row | undefined): void {
    if (!row || !this.settled(row)) return;
    this.found = row;
    this.wake?.();
  }

  /** The settled row; undefined when the time is over. `look` reads the row from the database. */
  async within(milliseconds: number, look: () => Promise<Row | undefined>): Promise<Row | undefined> {
    const end = performance.now() + milliseconds;
    while (!this.found && performance.now() < end) {
      await this.pause(Math.min(LOOK_AGAIN_MILLISECONDS, end - performance.now()));
      if (!this.found) this.hear(await look());
    }
    return this.found;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
