import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { Cipher } from '#service/crypto/cipher.js';
import { SYSTEM } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Reaches, vapidOf } from '../channel/configured.js';
import { NotificationEnv } from '../env.js';
import type { NewPushSubscription, PushOffer, PushSubscriptionView } from './endpoint.dto.js';
import { endPush, savePush } from './endpoint.store.js';

/** What a browser's subscription is sealed for. */
export const pushContext = (id: string): string => `push.subscription:${id}`;

/** What a browser's endpoint is known by: the address itself is sealed. */
export const endpointDigest = (endpoint: string): string => createHash('sha256').update(endpoint).digest('base64url');

/** Browsers of people who want to be told when the page is closed. */
@Injectable()
export class PushSubscriptions {
  constructor(
    private readonly writes: Writes,
    private readonly cipher: Cipher,
    private readonly reaches: Reaches,
    private readonly env: NotificationEnv,
  ) {}

  /** Without all that web push needs, no browser is offered it. */
  offer(): PushOffer {
    const keys = vapidOf(this.env);
    return keys ? { publicKey: keys.publicKey } : {};
  }

  /** @throws Problem 400 for an endpoint that is no push service */
  add(write: Write, subscription: NewPushSubscription): Promise<Answer<PushSubscriptionView>> {
    const { county, practitioner, institution } = write.principal;
    const { endpoint, keys } = subscription;
    if (!URL.canParse(endpoint) || !this.reaches.push.admits(new URL(endpoint))) {
      const message = 'This is no push service that this Fenji may call.';
      throw validationFailed([{ field: 'endpoint', code: 'forbidden-address', message }]);
    }
    const digest = endpointDigest(endpoint);
    const save = async (tx: EntityManager, now: Date) => {
      const id = v7();
      const { p256dh, auth } = keys;
      const sealed = this.cipher.encrypt(
        institution,
        pushContext(id),
        JSON.stringify({ endpoint, keys: { p256dh, auth } }),
      );
      const saved = await savePush(tx, { county, practitioner, id, institution, sealed }, digest, now);
      return { status: 201, body: { id: saved.id, createdAt: saved.createdAt.toISOString() } };
    };
    // A browser that others used before, perhaps in another house, is theirs no more: it shows what it is told to anybody.
    return this.writes.perform(write, save, SYSTEM);
  }

  /** @throws Problem 404 */
  end(write: Write, id: string): Promise<Answer<PushSubscriptionView>> {
    const { county, practitioner } = write.principal;
    return this.writes.perform(write, async (tx) => {
      const ended = await endPush(tx, county, practitioner, id);
      if (!ended) throw notFound('There is no such subscription of yours.');
      return { status: 200, body: { id, createdAt: ended.createdAt.toISOString() } };
    });
  }
}
