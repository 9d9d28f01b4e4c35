import type { FieldError } from '#service/problem/problem.js';
import type { Diagnosis, VitalSigns } from '../referral/form/body.dto.js';
import { diagnosisFaults } from './diagnoses.js';
import type { Encounter } from './encounter.entity.js';
import type { VisitLine } from './visit.dto.js';

/** What a visit says about itself. */
export interface VisitFacts {
  visitedAt?: string;
  diagnoses: readonly Diagnosis[];
  vitals?: VitalSigns;
}

/** What is wrong with a visit beyond the form of its fields: nothing lies in the future, codes are known, sbp > dbp. */
export function visitFaults(visit: VisitFacts, now: Date): FieldError[] {
  const faults = diagnosisFaults(visit.diagnoses, 'diagnoses');
  const { visitedAt, vitals } = visit;
  if (visitedAt && new Date(visitedAt) > now) {
    faults.push({ field: 'visitedAt', code: 'future', message: 'A visit cannot lie in the future.' });
  }
  if (vitals?.sbp !== undefined && vitals.dbp !== undefined && vitals.sbp <= vitals.dbp) {
    faults.push({ field: 'vitals.sbp', code: 'not-above-dbp', message: 'Systolic pressure must be above diastolic.' });
  }
  return faults;
}

/** A visit as lists and stored answers show it. */
export function lineOf(visit: Encounter): VisitLine {
  const { id, patientId, episodeId, institution, tier, practitionerId, visitedAt, diagnoses } = visit;
  const who = { id, patientId, episodeId, institution, tier, practitioner: practitionerId };
  const { advice, matchedCriteria = [] } = visit;
  const said = { ...(advice ? { advice } : {}), matchedCriteria };
  return { ...who, visitedAt: visitedAt.toISOString(), diagnoses, ...said };
}
