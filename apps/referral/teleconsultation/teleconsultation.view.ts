import type { TeleconsultationLine } from './teleconsultation.dto.js';
import type { Teleconsultation } from './teleconsultation.js';

/** @param now by which it is overdue or not */
export function teleconsultationLine(row: Teleconsultation, now: Date): TeleconsultationLine {
  const { id, version, state, urgencyClass, patientId, episodeId, takenBy, outcome, dueAt, dueKind } = row;
  const { ownerInstitution: institution, ownerRole: role, ownerPractitioner, toPractitioner } = row;
  const owner = institution && role && { institution, role, ...only('practitioner', ownerPractitioner) };
  return {
    id,
    version,
    state,
    urgencyClass,
    patientId,
    episodeId,
    from: { county: row.county, institution: row.fromInstitution, practitioner: row.fromPractitioner },
    to: {
      county: row.toCounty,
      institution: row.toInstitution,
      deptCode: row.toDepartment,
      ...only('doctorId', toPractitioner),
    },
    ...only('takenBy', takenBy),
    ...only('outcome', outcome),
    ...(owner ? { owner } : {}),
    ...only('dueAt', dueAt?.toISOString()),
    ...only('dueKind', dueKind),
    overdue: dueAt !== null && dueAt < now,
    ...only('rung', row.escalation?.rung ?? undefined),
    askedAt: row.askedAt.toISOString(),
    ...only('answeredAt', row.answeredAt?.toISOString()),
    expiresAt: row.expiresAt.toISOString(),
  };
}

const only = (name: string, value: string | null | undefined) => (value ? { [name]: value } : {});
