import { Injectable } from '@nestjs/common';
import type { Direction } from '#contracts/codes.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { takeNumbers } from './number.store.js';
import { referralNo } from './referral-no.js';

/** Numbers that a process takes from the counter at a time. */
const BLOCK = 20;

interface Block {
  next: number;
  last: number;
}

/**
 * Gives out referral numbers. The counter row would make every POST of a county wait for the commit of the one
 * before, so a process takes small blocks in a transaction of their own: a number may be missing after a
 * restart, but none is ever given twice.
 */
@Injectable()
export class ReferralNumbers {
  private readonly blocks = new Map<string, Block>();
  private readonly taking = new Map<string, Promise<void>>();

  constructor(private readonly database: Database) {}

  /** @param day local day `YYYY-MM-DD` */
  async next(county: string, day: string, direction: Direction): Promise<string> {
    const key = `${county} ${day} ${direction}`;
    for (;;) {
      const block = this.blocks.get(key);
      if (block && block.next <= block.last) {
        block.next += 1;
        return referralNo(county, day, direction, block.next - 1);
      }
      await this.take(key, { county, day, direction });
    }
  }

  /** One request for all that wait. */
  private take(key: string, counter: { county: string; day: string; direction: Direction }): Promise<void> {
    const running = this.taking.get(key);
    if (running) return running;
    const taken = this.database
      .transaction(SYSTEM, (tx) => takeNumbers(tx, counter, BLOCK))
      .then((last) => {
        this.forgetOtherDays(counter.day);
        this.blocks.set(key, { next: last - BLOCK + 1, last });
      })
      .finally(() => this.taking.delete(key));
    this.taking.set(key, taken);
    return taken;
  }

  private forgetOtherDays(day: string): void {
    for (const key of this.blocks.keys()) if (!key.includes(` ${day} `)) this.blocks.delete(key);
  }
}
