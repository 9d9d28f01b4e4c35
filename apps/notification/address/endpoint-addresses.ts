import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Cipher } from '#service/crypto/cipher.js';
import { Database, SYSTEM } from '#service/database/database.js';
import type { Claimed } from '../delivery/attempt.js';
import { forgetPush, pushOf, webhooksById } from '../endpoint/endpoint.store.js';
import { endpointDigest, pushContext } from '../endpoint/push-subscriptions.js';
import { secretContext } from '../endpoint/webhooks.js';
import { personOf } from '../reach/person.js';
import { type Found, NO_ADDRESS } from './found.js';

/** Where hospital systems and browsers have asked to be told. */
@Injectable()
export class EndpointAddresses {
  constructor(
    private readonly database: Database,
    private readonly cipher: Cipher,
  ) {}

  /** One answer for each delivery, in their order. */
  find(deliveries: readonly Claimed[]): Promise<Found[]> {
    if (deliveries.length === 0) return Promise.resolve([]);
    return this.database.transaction(SYSTEM, async (tx) => {
      const known = new Map([...(await this.webhooks(tx, deliveries)), ...(await this.browsers(tx, deliveries))]);
      return deliveries.map(({ county, recipient }) => {
        const address = known.get(`${county} ${recipient}`);
        return address ? { address } : NO_ADDRESS;
      });
    });
  }

  /** Browsers that the push service does not know any more are asked no more. */
  async forget({ county, recipient }: Claimed, gone: readonly string[]): Promise<void> {
    const practitioner = personOf(recipient);
    if (!practitioner) return;
    await this.database.transaction(SYSTEM, (tx) => forgetPush(tx, county, practitioner, gone.map(endpointDigest)));
  }

  private async webhooks(tx: EntityManager, deliveries: readonly Claimed[]): Promise<[string, string][]> {
    const asked = named(deliveries, 'webhook').map(({ county, id }) => ({ county, id }));
    if (asked.length === 0) return [];
    return (await webhooksById(tx, asked)).map(({ county, id, institution, url, secretSealed }) => {
      const secret = this.cipher.decrypt(institution, secretContext(id), secretSealed);
      return [`${county} webhook:${id}`, JSON.stringify({ url, secret })];
    });
  }

  private async browsers(tx: EntityManager, deliveries: readonly Claimed[]): Promise<[string, string][]> {
    const asked = named(deliveries, 'practitioner').map(({ county, id }) => ({ county, practitioner: id }));
    if (asked.length === 0) return [];
    const rows = await pushOf(tx, asked);
    const byPerson = new Map<string, string[]>();
    for (const { county, practitioner, institution, id, sealed } of rows) {
      const person = `${county} practitioner:${practitioner}`;
      const browser = this.cipher.decrypt(institution, pushContext(id), sealed);
      byPerson.set(person, [...(byPerson.get(person) ?? []), browser]);
    }
    return [...byPerson].map(([person, browsers]) => [person, `[${browsers.join(',')}]`]);
  }
}

/** The ids of the recipients of one kind, each once. */
function named(deliveries: readonly Claimed[], kind: string): { county: string; id: string }[] {
  const found = deliveries.filter(({ recipient }) => recipient.startsWith(`${kind}:`));
  const once = new Map(found.map(({ county, recipient }) => [`${county} ${recipient}`, { county, recipient }]));
  return [...once.values()].map(({ county, recipient }) => ({ county, id: recipient.slice(kind.length + 1) }));
}
