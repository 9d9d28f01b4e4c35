import { Injectable } from '@nestjs/common';
import { Cipher } from '#service/crypto/cipher.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { type Claimed, refused } from '../delivery/attempt.js';
import { ADDRESS_OF, addressesOfDeliveries, contextOf, type FoundAddress } from '../preference/address.store.js';
import { personOf } from '../reach/person.js';
import { type Found, NO_ADDRESS } from './found.js';

/** No longer of the house that the notice is about: whoever must call is told. */
const LEFT: Found = { outcome: refused('left-the-house') };

/** Addresses that people of the house have given themselves; opened in memory only. */
@Injectable()
export class StaffAddresses {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** One answer for each delivery, in their order. */
  async find(deliveries: readonly Claimed[]): Promise<Found[]> {
    const asked = deliveries.flatMap(({ county, recipient, channel, notice }, nr) => {
      const practitioner = personOf(recipient);
      const kind = ADDRESS_OF[channel];
      return practitioner && kind ? [{ nr, county, practitioner, kind, noticeId: notice.id }] : [];
    });
    if (asked.length === 0) return deliveries.map(() => NO_ADDRESS);
    const rows = await this.database.transaction(SYSTEM, (tx) => addressesOfDeliveries(tx, asked));
    const foundOf = new Map(rows.map((row) => [row.nr, row]));
    return deliveries.map(({ recipient }, nr) => this.open(personOf(recipient), foundOf.get(nr)));
  }

  private open(practitioner: string | undefined, found: FoundAddress | undefined): Found {
    if (found?.left) return LEFT;
    if (!practitioner || !found?.kind || !found.institution || !found.sealed) return NO_ADDRESS;
    return { address: this.cipher.decrypt(found.institution, contextOf(practitioner, found.kind), found.sealed) };
  }
}
