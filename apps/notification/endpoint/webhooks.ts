import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database } from '#service/database/database.js';
import { validationFailed } from '#service/http/validation.js';
import { conflict, notFound } from '#service/problem/problem.js';
import type { Answer, Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { Reaches } from '../channel/configured.js';
import type { NewDelivery } from '../delivery/delivery.js';
import { NO_INSTITUTION } from '../notice/audience.js';
import type { NewNotice } from '../notice/notice.store.js';
import type { NewWebhook, WebhooksView, WebhookView } from './endpoint.dto.js';
import { endWebhook, insertWebhook, listWebhooks, type WebhookRow, webhooksOf } from './endpoint.store.js';

/** What a webhook's secret is sealed for. */
export const secretContext = (id: string): string => `webhook.secret:${id}`;

/** Systems of hospitals that want to be told. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly database: Database,
    private readonly writes: Writes,
    private readonly cipher: Cipher,
    private readonly reaches: Reaches,
  ) {}

  list(caller: Principal): Promise<WebhooksView> {
    return this.database.transaction(scopeOf(caller), async (tx) => ({
      items: (await listWebhooks(tx, caller.county, houseOf(caller))).map(toView),
    }));
  }

  /** @throws Problem 400 for an address that this Fenji may not call, 409 for one that is known */
  add(write: Write, { url, secret }: NewWebhook): Promise<Answer<WebhookView>> {
    const { principal } = write;
    if (!URL.canParse(url) || !this.reaches.webhook.admits(new URL(url))) {
      const message = 'This Fenji may not call this address; its operator names the hosts that it may.';
      throw validationFailed([{ field: 'url', code: 'forbidden-address', message }]);
    }
    return this.writes.perform(write, async (tx, now) => {
      const id = v7();
      const institution = houseOf(principal);
      const secretSealed = this.cipher.encrypt(institution, secretContext(id), secret);
      const row = { county: principal.county, id, institution, url, secretSealed, createdAt: now };
      const isNew = await insertWebhook(tx, row, principal.account);
      if (!isNew) throw conflict('WEBHOOK_KNOWN', 'This house is told at this address already.');
      return { status: 201, body: toView(row) };
    });
  }

  /** @throws Problem 404 */
  end(write: Write, id: string): Promise<Answer<WebhookView>> {
    const { principal } = write;
    return this.writes.perform(write, async (tx, now) => {
      const ended = await endWebhook(tx, { county: principal.county, institution: houseOf(principal), id }, now);
      if (!ended) throw notFound('There is no such webhook of your house.');
      return { status: 200, body: toView(ended) };
    });
  }
}

/** The authority's systems are told what the authority is told, and nothing of a house. */
const houseOf = ({ roles, institution }: Principal): string =>
  roles.includes('county-health-authority') ? NO_INSTITUTION : institution;

const toView = ({ id, url, createdAt }: WebhookRow): WebhookView => ({ id, url, createdAt: createdAt.toISOString() });

/** What the systems of the houses concerned are to be told of new notices: each event once. */
export async function webhookDeliveries(
  tx: EntityManager,
  notices: readonly NewNotice[],
  now: Date,
): Promise<NewDelivery[]> {
  if (notices.length === 0) return [];
  // The first row of the plan speaks: what follows may be the same for somebody without an account, who is told less.
  const once = [
    ...new Map(notices.toReversed().map((n) => [`${n.county} ${n.institution} ${n.messageId}`, n])).values(),
  ];
  const hooks = await webhooksOf(tx, once);
  return hooks.flatMap((hook) =>
    once
      .filter(({ county, institution }) => county === hook.county && institution === hook.institution)
      .map(({ county, id, urgency, audience, institution }) => ({
        ...{ county, noticeId: id, recipient: `webhook:${hook.id}`, channel: 'webhook' as const, urgency },
        ...{ language: 'zh' as const, notBefore: now, owner: { audience, county, institution } },
      })),
  );
}
