import type { UrgencyClass } from '#contracts/codes.js';
import { localDate } from '#service/calendar/local-time.js';
import type { FieldError } from '#service/problem/problem.js';
import type { Evidence, RiskColour } from './evidence.dto.js';

/** Evidence as a verdict keeps it: what is judged again at another receiver or on another day, without any number. */
export interface KnownEvidence {
  triage?: { urgencyClass: UrgencyClass; by: string; at: string };
  maternal?: { gestWeeks?: number; deliveredOn?: string; riskColour?: RiskColour };
  infectiousReport?: true;
  mentalRegister?: true;
  massEvent?: string;
}

/** The numbers stay with the sealed papers (domain §14). */
export function knownEvidence(evidence: Evidence | undefined): KnownEvidence {
  const { triageRecord, maternalRecord, infectiousReport, mentalRegister, massEvent } = evidence ?? {};
  const known: KnownEvidence = {};
  if (triageRecord) {
    const { urgencyClass, by, at } = triageRecord;
    known.triage = { urgencyClass, by, at: new Date(at).toISOString() };
  }
  if (maternalRecord) {
    const { no: _, ...record } = maternalRecord;
    known.maternal = record;
  }
  if (infectiousReport) known.infectiousReport = true;
  if (mentalRegister) known.mentalRegister = true;
  if (massEvent) known.massEvent = massEvent.id;
  return known;
}

/** What is wrong with the papers beyond the form of their fields. */
export function evidenceFaults(evidence: Evidence | undefined, now: Date): FieldError[] {
  const { triageRecord, maternalRecord } = evidence ?? {};
  const faults: FieldError[] = [];
  if (triageRecord && new Date(triageRecord.at) > now) {
    faults.push({ field: 'evidence.triageRecord.at', code: 'future', message: 'A triage record cannot lie ahead.' });
  }
  if (!maternalRecord) return faults;
  const { gestWeeks, deliveredOn } = maternalRecord;
  if (gestWeeks === undefined && deliveredOn === undefined) {
    const message = 'Give the weeks of the pregnancy or the date of the delivery.';
    faults.push({ field: 'evidence.maternalRecord.gestWeeks', code: 'required', message });
  }
  if (deliveredOn !== undefined && deliveredOn > localDate(now)) {
    const message = 'A delivery cannot lie ahead.';
    faults.push({ field: 'evidence.maternalRecord.deliveredOn', code: 'future', message });
  }
  return faults;
}
