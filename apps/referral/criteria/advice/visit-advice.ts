import { Problem } from '#service/problem/problem.js';
import type { Diagnosis, VitalSigns } from '../../referral/form/body.dto.js';
import type { Asked, Person } from '../expression/values.js';
import { type Advised, adviceFor, decided } from './advised.js';
import type { Findings, Overrule } from './findings.dto.js';
import type { Plan } from './overrule.js';

/** A visit, as far as the criteria look at it. */
export interface AdvisedVisit {
  diagnoses: readonly Diagnosis[];
  vitals?: VitalSigns;
  findings?: Findings;
  plan?: Plan;
  overrule?: Overrule;
}

/**
 * The advice on a visit: for a stay in hospital the way back, else the way up. A visit that names no plan decides
 * nothing yet.
 * @throws Problem 422 for a plan against the advice without a reason
 */
export function advisedVisit(visit: AdvisedVisit, person: Person, asked: Asked): Advised | undefined {
  const { diagnoses, vitals, findings, plan, overrule } = visit;
  const direction = findings?.stay && asked.tier > 2 ? 'down' : 'up';
  const found = adviceFor(direction, { diagnoses, vitals, findings }, person, asked);
  if (!found) return undefined;
  const choice = plan && direction === 'up' ? { plan, ...overrule } : undefined;
  const { advised, faults } = decided(found.advice, found.values, choice);
  if (faults.length === 0) return advised;
  const detail = 'The plan differs from the advice: give a reason, or follow it.';
  throw new Problem({ status: 422, code: 'ADVICE_OVERRULED', detail, errors: faults, more: { advice: found.advice } });
}
