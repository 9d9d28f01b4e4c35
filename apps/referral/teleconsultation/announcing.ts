import type { EntityManager } from 'typeorm';
import type { MessageName } from '#contracts/catalogue.js';
import type { Actor } from '#contracts/parts.js';
import type { TeleconsultationChanged } from '#contracts/teleconsultation.events.js';
import { addToOutbox } from '#messaging/outbox.js';
import type { Teleconsultation, TeleconsultationEntry } from './teleconsultation.js';
import { TELECONSULTATION_MACHINE } from './teleconsultation.machine.js';
import type { ToldRung } from './teleconsultation-ladder.js';

type Name = Extract<MessageName, `teleconsultation.${string}`>;

/** The message that the table names for the step. */
export function announceStep(tx: EntityManager, row: Teleconsultation, entry: TeleconsultationEntry): Promise<void> {
  const [subject] = TELECONSULTATION_MACHINE.transitions.find(({ id }) => id === entry.transition)?.messages ?? [];
  const actor = { id: entry.actorId, role: entry.actorRole, institution: entry.actorInstitution };
  const { fromState, transition, reason } = entry;
  const more = { fromState, transition, ...(reason ? { reason } : {}) };
  return send(tx, row, { name: `${subject}.v1` as Name, at: entry.at, more: { actor, ...more } });
}

/** Somebody is late; nothing has changed but the time, so the version stays. */
export function announceOverdue(
  tx: EntityManager,
  row: Teleconsultation,
  who: Actor,
  now: Date,
  { rung, to }: ToldRung,
): Promise<void> {
  const owner = { owner: to.role, ownerCounty: to.county, ownerInstitution: to.institution };
  const department = to.department ? { ownerDepartment: to.department } : {};
  const more = { actor: who, fromState: row.state, alert: row.alerts, rung, ...owner, ...department };
  return send(tx, row, { name: 'teleconsultation.overdue.v1', at: now, more });
}

/** What a message says beside the row. */
type Said = Pick<
  TeleconsultationChanged,
  | 'actor'
  | 'fromState'
  | 'transition'
  | 'reason'
  | 'alert'
  | 'rung'
  | 'owner'
  | 'ownerCounty'
  | 'ownerInstitution'
  | 'ownerDepartment'
>;

async function send(
  tx: EntityManager,
  row: Teleconsultation,
  { name, at, more }: { name: Name; at: Date; more: Said },
): Promise<void> {
  const { county, id, patientId, episodeId, urgencyClass, fromInstitution, fromPractitioner, outcome, dueAt } = row;
  const { toCounty, toInstitution, toDepartment, takenBy, toPractitioner } = row;
  const specialist = takenBy ?? toPractitioner;
  const data: TeleconsultationChanged = {
    teleconsultationId: id,
    county,
    patientId,
    episodeId,
    urgencyClass,
    toState: row.state,
    fromInstitution,
    fromPractitioner,
    toCounty,
    toInstitution,
    toDepartment,
    ...(specialist ? { toPractitioner: specialist } : {}),
    ...(outcome ? { outcome } : {}),
    ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
    ...more,
  };
  await addToOutbox(tx, [{ name, county, aggregateId: id, aggregateVersion: row.version, occurredAt: at, data }]);
}
