import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { run, type Statement } from '#service/database/prepared.js';
import type { NewDelivery } from './delivery.js';

const ENQUEUE: Statement = {
  name: 'delivery-enqueue',
  text: `
    INSERT INTO delivery (county, id, notice_id, recipient, patient_county, referral_id, patient_id, channel, fallback,
                          urgency, language, owner, owner_county, institution, next_at, expires_at, state)
    SELECT county, id, notice_id, recipient, patient_county, referral_id, patient_id, channel,
           string_to_array(fallback, ','), urgency, language, owner, owner_county, institution, next_at, expires_at, 'waiting'
      FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
                  $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::uuid[], $16::text[])
        AS row (county, id, notice_id, recipient, patient_county, referral_id, channel, fallback, urgency, language,
                owner, institution, next_at, expires_at, patient_id, owner_county)
        ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING`,
};

/**
 * Puts deliveries into the ledger, in the transaction that writes their notices. One (notice, recipient, channel) is
 * kept once, however often it comes; a worker sends it after the commit.
 */
export async function enqueue(tx: EntityManager, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await run(tx, ENQUEUE, [
    deliveries.map((d) => d.county),
    deliveries.map(() => v7()),
    deliveries.map((d) => d.noticeId),
    deliveries.map((d) => d.recipient),
    deliveries.map((d) => d.patientOf?.county ?? null),
    deliveries.map((d) => d.patientOf?.referralId ?? null),
    deliveries.map((d) => d.channel),
    deliveries.map((d) => (d.fallback ?? []).join(',')),
    deliveries.map((d) => d.urgency),
    deliveries.map((d) => d.language),
    deliveries.map((d) => d.owner.audience),
    deliveries.map((d) => d.owner.institution),
    deliveries.map((d) => d.notBefore),
    deliveries.map((d) => d.expiresAt ?? null),
    deliveries.map((d) => d.patientOf?.patientId ?? null),
    deliveries.map((d) => d.owner.county),
  ]);
}
