import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { MessageName } from '#contracts/catalogue.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ReferralChanged } from '#contracts/referral.events.js';

/** Practitioner who refers in {@link referralMessage}. */
export const REFERRER = '0198f0c0-0000-7000-8000-000000000001';

/** A message about a referral from a township of County A to the cardiology of its county hospital. */
export function referralMessage(name: MessageName, more: Partial<ReferralChanged> = {}): Envelope {
  const referralId = randomUUID();
  const data: ReferralChanged = {
    referralId,
    referralNo: `R-${referralId.slice(0, 8)}`,
    referralCounty: '990101',
    patientId: randomUUID(),
    episodeId: randomUUID(),
    direction: 'up',
    urgencyClass: 'U3',
    fromState: 'draft',
    toState: 'submitted',
    transition: 'T02',
    hop: 0,
    fromInstitution: '990101T01',
    fromPractitioner: REFERRER,
    toCounty: '990101',
    toInstitution: '990101H01',
    toDepartment: '03.04',
    actor: { id: REFERRER, role: 'family-doctor', institution: '990101T01' },
    ...more,
  };
  return {
    id: v7(),
    name,
    occurredAt: new Date().toISOString(),
    county: '990101',
    aggregateId: referralId,
    aggregateVersion: 1,
    correlationId: referralId,
    data,
  };
}

/** A message that tells of 8 reserved units in one more session of the county hospital's experts. */
export function publishedMessage(): Envelope {
  const data = { institution: '990101H01', pool: 'expert-slot', group: '03.04', date: '2026-03-06', reserve: 8 };
  return { ...referralMessage('supply.published.v1'), data };
}
