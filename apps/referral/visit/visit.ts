import { localDate } from '#service/calendar/local-time.js';
import { conflict, type FieldError, rulesBroken } from '#service/problem/problem.js';
import { RULES_SINCE } from '#service/rules/policy.store.js';
import { diagnosisFaults } from '../diagnosis/diagnoses.js';
import type { Evidence } from '../gate/exemption/evidence.dto.js';
import { evidenceFaults } from '../gate/exemption/evidence.js';
import { verdictView } from '../gate/verdict/verdict.view.js';
import { type Bill, billOf } from '../insurance/bill.js';
import type { Diagnosis, VitalSigns } from '../referral/form/body.dto.js';
import type { Encounter } from './encounter.entity.js';
import type { Discharge, JudgedVisit, VisitLine } from './visit.dto.js';

/** What a visit says about itself. */
export interface VisitFacts {
  patientId?: string;
  document?: object;
  visitedAt?: string;
  diagnoses: readonly Diagnosis[];
  vitals?: VitalSigns;
  evidence?: Evidence;
}

/** What is wrong with a visit beyond the form of its fields: nothing lies in the future or before all rules, codes are known, sbp > dbp. */
export function visitFaults(visit: VisitFacts, now: Date): FieldError[] {
  const faults = [...diagnosisFaults(visit.diagnoses, 'diagnoses'), ...evidenceFaults(visit.evidence, now)];
  const { patientId, document, visitedAt, vitals } = visit;
  if (!patientId && !document) {
    faults.push({ field: 'patientId', code: 'required', message: 'Say who it is: the patient’s id or a document.' });
  }
  if (visitedAt && new Date(visitedAt) > now) {
    faults.push({ field: 'visitedAt', code: 'future', message: 'A visit cannot lie in the future.' });
  }
  if (visitedAt && localDate(new Date(visitedAt)) < RULES_SINCE) {
    faults.push({ field: 'visitedAt', code: 'too-early', message: `No visit is judged from before ${RULES_SINCE}.` });
  }
  if (vitals?.sbp !== undefined && vitals.dbp !== undefined && vitals.sbp <= vitals.dbp) {
    faults.push({ field: 'vitals.sbp', code: 'not-above-dbp', message: 'Systolic pressure must be above diastolic.' });
  }
  return faults;
}

/**
 * What a discharge writes into the stay. Where nobody says what was paid of the deductible, it is the part that the cost
 * used up, as the preview knew it.
 * @throws Problem 409 for what is no stay or has ended, 422 for dates that do not fit
 */
export function dischargeOf(visit: Encounter, form: Discharge, now: Date): Partial<Encounter> {
  if (visit.careType !== 'inpatient') throw conflict('NOT_A_STAY', 'Only an inpatient stay ends with a discharge.');
  if (visit.dischargedAt) throw conflict('ALREADY_DISCHARGED', 'This stay has ended before.');
  const dischargedAt = form.at ? new Date(form.at) : now;
  const { eligibleCostFen, deductiblePaidFen, operatedOn } = form;
  const faults = dischargeFaults(visit, form, dischargedAt, now);
  if (faults.length > 0) {
    throw rulesBroken('The discharge does not fit the stay.', faults);
  }
  return {
    dischargedAt,
    operatedOn: operatedOn ?? null,
    eligibleCostFen: eligibleCostFen ?? null,
    deductiblePaidFen: deductiblePaidFen ?? usedUp(visit, eligibleCostFen),
    version: visit.version + 1,
  };
}

function dischargeFaults(visit: Encounter, form: Discharge, dischargedAt: Date, now: Date): FieldError[] {
  const { operatedOn, eligibleCostFen, deductiblePaidFen = 0 } = form;
  const faults: FieldError[] = [];
  const refuse = (field: string, code: string, message: string) => faults.push({ field, code, message });
  if (dischargedAt > now) refuse('at', 'future', 'The discharge cannot lie ahead.');
  if (dischargedAt < visit.visitedAt) refuse('at', 'order', 'The discharge comes after the admission.');
  if (operatedOn && (operatedOn < localDate(visit.visitedAt) || operatedOn > localDate(dischargedAt))) {
    refuse('operatedOn', 'order', 'The operation lies within the stay.');
  }
  for (const field of ['eligibleCostFen', 'deductiblePaidFen'] as const) {
    if (!Number.isInteger(form[field] ?? 0)) refuse(field, 'integer', 'Money is given in whole fen.');
  }
  if (eligibleCostFen !== undefined && deductiblePaidFen > eligibleCostFen) {
    refuse('deductiblePaidFen', 'above-cost', 'Not more is paid than the stay costs.');
  }
  return faults;
}

function usedUp({ verdict }: Encounter, costFen: number | undefined): number | null {
  const payNowFen = verdict?.benefit?.payNowFen;
  return costFen === undefined || payNowFen === undefined ? null : Math.min(costFen, payNowFen);
}

/** A visit as lists and stored answers show it. */
export function lineOf(visit: Encounter): VisitLine {
  const { id, patientId, episodeId, institution, tier, practitionerId, visitedAt, diagnoses, careType } = visit;
  const { deptCode, referralId, dischargedAt, verdict, advice, matchedCriteria = [] } = visit;
  return {
    ...{ id, patientId, episodeId, institution, tier, practitioner: practitionerId },
    visitedAt: visitedAt.toISOString(),
    careType,
    ...(deptCode ? { deptCode } : {}),
    ...(referralId ? { referralId } : {}),
    ...(dischargedAt ? { dischargedAt: dischargedAt.toISOString() } : {}),
    diagnoses,
    ...(verdict ? { verdictCode: verdict.verdict } : {}),
    ...(advice ? { advice } : {}),
    matchedCriteria,
  };
}

/** @param treats the reader treats the patient (domain §14) */
export function judgedLine(visit: Encounter, treats: boolean): JudgedVisit {
  const bill = visitBill(visit);
  return {
    ...lineOf(visit),
    ...(visit.verdict ? { verdict: verdictView(visit.verdict, treats) } : {}),
    ...(bill ? { bill } : {}),
  };
}

function visitBill({ verdict, eligibleCostFen, deductiblePaidFen }: Encounter): Bill | undefined {
  const { rateBps, payNowFen } = verdict?.benefit ?? {};
  if (eligibleCostFen === null || rateBps === undefined || payNowFen === undefined) return undefined;
  return billOf(eligibleCostFen, deductiblePaidFen ?? payNowFen, rateBps);
}
