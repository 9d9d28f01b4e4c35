import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import type { ReferralChanged } from '#contracts/referral.events.js';
import { NO_LOG, NO_METRICS } from '#messaging/metrics.js';
import { Publisher } from '#messaging/publisher.js';
import { asMessage } from '#messaging/relay.js';
import { HOSPITAL } from '../cases.js';

const COUNTY = HOSPITAL.slice(0, 6);
const TOWNSHIP = `${COUNTY}T01`;

/** Says to the broker what *referral* says: that patients have set out. Each event makes one notice, for the hospital's desk. */
export class Events {
  private constructor(private readonly publisher: Publisher) {}

  static async open(rabbitmqUrl: string): Promise<Events> {
    const address = { urls: [rabbitmqUrl], name: 'fenji.bench' };
    const publisher = new Publisher({ service: 'referral', address, metrics: NO_METRICS, log: NO_LOG });
    publisher.start();
    await publisher.ready();
    return new Events(publisher);
  }

  /** Resolves when the broker has the event. @returns the id of the referral that it names */
  readonly say = async (): Promise<string> => {
    const envelope = departed();
    await this.publisher.publish(asMessage(envelope));
    return envelope.aggregateId;
  };

  close(): Promise<void> {
    return this.publisher.close();
  }
}

function departed(): Envelope<ReferralChanged> {
  const referralId = randomUUID();
  const doctor = randomUUID();
  return {
    id: v7(),
    name: 'referral.departed.v1',
    occurredAt: new Date().toISOString(),
    county: COUNTY,
    aggregateId: referralId,
    aggregateVersion: 2,
    correlationId: referralId,
    data: {
      referralId,
      referralNo: `B${referralId.slice(0, 8)}`,
      referralCounty: COUNTY,
      patientId: randomUUID(),
      episodeId: randomUUID(),
      direction: 'up',
      urgencyClass: 'U3',
      fromState: 'confirmed',
      toState: 'confirmed',
      transition: 'F01',
      hop: 0,
      fromInstitution: TOWNSHIP,
      fromPractitioner: doctor,
      toCounty: COUNTY,
      toInstitution: HOSPITAL,
      toDepartment: '03.04',
      actor: { id: doctor, role: 'family-doctor', institution: TOWNSHIP },
    },
  };
}
