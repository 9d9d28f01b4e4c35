import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Direction } from '#contracts/codes.js';
import { afterCommit } from '#messaging/commit.js';
import { takeNumbers } from './number.store.js';
import { referralNo } from './referral-no.js';

/** Numbers that a process takes from the counter at a time. */
const BLOCK = 100;

interface Block {
  next: number;
  last: number;
}

/**
 * Gives out referral numbers. One number at a time, the counter row would make every POST of a county wait for the
 * commit of the one before; so a process takes small blocks and uses them up. A number may be missing after a
 * restart, but none is ever given twice.
 */
@Injectable()
export class ReferralNumbers {
  private day = '';
  private readonly blocks = new Map<string, Block[]>();

  /** @param day local day `YYYY-MM-DD` */
  async next(tx: EntityManager, county: string, day: string, direction: Direction): Promise<string> {
    const blocks = this.blocksOf(county, day, direction);
    const known = blocks[0];
    if (known) {
      const sequence = known.next;
      known.next += 1;
      if (known.next > known.last) blocks.shift();
      return referralNo(county, day, direction, sequence);
    }
    const last = await takeNumbers(tx, { county, day, direction }, BLOCK);
    // Only after the commit: a transaction that is rolled back gives its numbers to the next one.
    afterCommit(tx, () => this.blocksOf(county, day, direction).push({ next: last - BLOCK + 2, last }));
    return referralNo(county, day, direction, last - BLOCK + 1);
  }

  private blocksOf(county: string, day: string, direction: Direction): Block[] {
    if (day > this.day) {
      this.blocks.clear();
      this.day = day;
    }
    const key = `${county} ${day} ${direction}`;
    const blocks = this.blocks.get(key) ?? [];
    this.blocks.set(key, blocks);
    return blocks;
  }
}
