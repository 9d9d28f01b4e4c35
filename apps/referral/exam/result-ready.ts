import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/parts.js';
import { addToOutbox } from '#messaging/outbox.js';
import { localDate } from '#service/calendar/local-time.js';
import { contractHouse } from '../patient/patient.store.js';
import type { ExamOrder } from './exam-order.js';

/** `result.ready`: ids and codes for the doctor who ordered the exam and for the family doctor under contract. */
export async function announceResult(tx: EntityManager, order: ExamOrder, actor: Actor, now: Date): Promise<void> {
  const { county, id, patientId, referralId, item, orderingInstitution, orderedBy, reportingInstitution } = order;
  const team = await contractHouse(tx, county, patientId, localDate(now));
  await addToOutbox(tx, [
    {
      name: 'result.ready.v1',
      county,
      aggregateId: id,
      aggregateVersion: order.version,
      occurredAt: now,
      ...(referralId ? { correlationId: referralId } : {}),
      data: {
        examOrderId: id,
        county,
        patientId,
        ...(referralId ? { referralId } : {}),
        item,
        critical: order.conclusion === 'critical',
        orderingInstitution,
        orderedBy,
        reportingInstitution,
        ...(team ? { teamInstitution: team } : {}),
        actor,
      },
    },
  ]);
}
