import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Cipher } from '#service/crypto/cipher.js';
import { validationFailed } from '#service/http/validation.js';
import { notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Reaches } from '../channel/configured.js';
import type { NewPushSubscription, PushSubscriptionView } from './endpoint.dto.js';
import { endPush, savePush } from './endpoint.store.js';

/** What a browser's subscription is sealed for. */
export const pushContext = (id: string): string => `push.subscription:${id}`;

/** Browsers of people who want to be told when the page is closed. */
@Injectable()
export class PushSubscriptions {
  constructor(
    private readonly writes: Writes,
    private readonly cipher: Cipher,
    private readonly reaches: Reaches,
  ) {}

  /** @throws Problem 400 for an endpoint that is no push service */
  add(write: Write, subscription: NewPushSubscription): Promise<Answer<PushSubscriptionView>> {
    const { county, practitioner, institution } = write.principal;
    const { endpoint, keys } = subscription;
    if (!URL.canParse(endpoint) || !this.reaches.push.admits(new URL(endpoint))) {
      const message = 'This is no push service that this Fenji may call.';
      throw validationFailed([{ field: 'endpoint', code: 'forbidden-address', message }]);
    }
    const digest = createHash('sha256').update(endpoint).digest('base64url');
    return this.writes.perform(write, async (tx, now) => {
      const id = v7();
      const { p256dh, auth } = keys;
      const sealed = this.cipher.encrypt(
        institution,
        pushContext(id),
        JSON.stringify({ endpoint, keys: { p256dh, auth } }),
      );
      const saved = await savePush(tx, { county, practitioner, id, institution, sealed }, digest, now);
      return { status: 201, body: { id: saved.id, createdAt: saved.createdAt.toISOString() } };
    });
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
