import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Direction, UrgencyClass } from '#contracts/codes.js';
import { afterCommit } from '#messaging/commit.js';
import { takeEmergencyNumber, takeNumbers } from './number.store.js';
import { referralNo } from './referral-no.js';

/** Numbers that a process takes from the counter at a time. */
const BLOCK = 100;

interface Block {
  next: number;
  last: number;
}

/** What a number is given for. */
export interface Numbered {
  county: string;
  /** Local day `YYYY-MM-DD`. */
  day: string;
  direction: Direction;
  urgencyClass: UrgencyClass;
}

/**
 * Gives out referral numbers. One number at a time, the counter row would make every POST of a county wait for the
 * commit of the one before; so a process takes small blocks and uses them up. A number may be missing after a
 * restart, but none is ever given twice. An emergency that finds no block does not wait for the counter: it gets a number
 * of a sequence of its own.
 */
@Injectable()
export class ReferralNumbers {
  private day = '';
  private readonly blocks = new Map<string, Block[]>();

  /** The number of one referral. */
  async next(tx: EntityManager, { county, day, direction, urgencyClass }: Numbered): Promise<string> {
    const blocks = this.blocksOf(county, day, direction);
    const known = blocks[0];
    if (known) {
      const sequence = known.next;
      known.next += 1;
      if (known.next > known.last) blocks.shift();
      return referralNo(county, day, direction, sequence);
    }
    if (urgencyClass === 'U1') return referralNo(county, day, direction, await takeEmergencyNumber(tx));
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
