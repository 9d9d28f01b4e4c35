import { Injectable } from '@nestjs/common';
import { Database, SYSTEM } from '#service/database/database.js';
import { notFound, Problem } from '#service/problem/problem.js';
import { isSigned } from '../channel/signature.js';
import type { Channel } from '../delivery/delivery.js';
import { endOthers } from '../delivery/record.store.js';
import { NotificationEnv } from '../env.js';
import type { Receipt } from './receipt.dto.js';
import { insertReceipt, lockReceipted, markArrived, reopen } from './receipt.store.js';

export interface GivenSignature {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** What a gateway signs: the values, as their order in JSON is not ours to tell. */
export const signedText = ({ id, county, status, code = '' }: Receipt): string => [id, county, status, code].join('.');

/** What became of messages that a gateway had taken. */
@Injectable()
export class Receipts {
  private readonly secrets: Partial<Record<Channel, string | undefined>>;

  constructor(
    private readonly database: Database,
    { SMS_SECRET, PHONE_SECRET, MESSENGER_SECRET }: NotificationEnv,
  ) {
    this.secrets = { sms: SMS_SECRET, phone: PHONE_SECRET, messenger: MESSENGER_SECRET };
  }

  /**
   * Known by our id, it may come before the attempt is written down, and twice. What arrived has arrived: a later word to
   * the contrary is kept and changes nothing.
   * @throws Problem 401 unless signed with the secret of the delivery's channel, 404; 503 for one that speaks of an attempt
   * that is still under way and must come again
   */
  async take(receipt: Receipt, given: GivenSignature, now = new Date()): Promise<void> {
    const signers = Object.keys(this.secrets).filter((channel) => this.isOf(channel as Channel, receipt, given, now));
    if (signers.length === 0) throw notSigned();
    await this.database.transaction(SYSTEM, async (tx) => {
      const delivery = await lockReceipted(tx, receipt.county, receipt.id);
      if (!delivery || !signers.includes(delivery.channel))
        throw notFound('There is no such delivery of this gateway.');
      const { status, code = status } = receipt;
      // What the worker is about to write down would take the place of it.
      if (status === 'undelivered' && delivery.state === 'sending') throw tooEarly();
      const isNew = await insertReceipt(tx, receipt, { status, attempt: delivery.attempts, code });
      if (!isNew) return;
      if (status === 'undelivered') return reopen(tx, receipt, code);
      await markArrived(tx, receipt, delivery);
      await endOthers(tx, [receipt]);
    });
  }

  private isOf(channel: Channel, receipt: Receipt, given: GivenSignature, now: Date): boolean {
    const secret = this.secrets[channel];
    return secret !== undefined && isSigned(secret, given, signedText(receipt), now);
  }
}

function tooEarly(): Problem {
  const headers = { 'Retry-After': '10' };
  const detail = 'The attempt is still under way: say it again in a moment.';
  return new Problem({ status: 503, code: 'STILL_SENDING', detail, headers });
}

function notSigned(): Problem {
  return new Problem({ status: 401, code: 'NOT_SIGNED', detail: 'Sign the receipt with the secret of the gateway.' });
}
