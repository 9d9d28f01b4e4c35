import type { Schema } from '../api/client';
import type { Role } from '../session/session';

/** What can be done with somebody at the desk; who may not after all is told so by the API. */
export type Step = 'check-in' | 'start-care' | 'no-show' | 'outcome' | 'bed';

type Expected = Pick<Schema<'ExpectedArrival'>, 'state' | 'direction' | 'urgencyClass' | 'unit' | 'expectedAt'>;

/** States from which a patient may simply come: with a unit (T16), without one (T17), late the same day (T20). */
const COMING = ['submitted', 'under-review', 'accepted', 'waitlisted', 'reserved', 'confirmed', 'no-show'];
const COMING_DOWN = ['accepted', 'reserved', 'confirmed', 'no-show'];
const CARE: readonly Role[] = ['arrival-desk', 'ward-nurse', 'hospital-doctor', 'department-head'];
const TREAT: readonly Role[] = ['hospital-doctor', 'department-head'];
const GIVE_BEDS: readonly Role[] = ['arrival-desk', 'ward-nurse', 'bed-manager', 'hospital-doctor'];

/** The next steps with a patient, for somebody with these roles. */
export function stepsOf({ state, direction, unit, expectedAt }: Expected, roles: readonly Role[], now: number): Step[] {
  const may = (those: readonly Role[]) => roles.some((role) => those.includes(role));
  const coming = direction === 'down' ? COMING_DOWN : COMING;
  const here = state === 'arrived' || state === 'in-care';
  const steps: [Step, boolean][] = [
    ['check-in', coming.includes(state) && may(CARE)],
    ['start-care', state === 'arrived' && may(CARE)],
    ['no-show', state === 'confirmed' && may(CARE) && new Date(unit?.keptUntil ?? expectedAt).getTime() < now],
    ['bed', here && unit?.pool === 'inpatient-bed' && may(GIVE_BEDS)],
    ['outcome', here && may(TREAT)],
  ];
  return steps.filter(([, open]) => open).map(([step]) => step);
}

/** Whether coming now is coming without an appointment. */
export const isWalkIn = ({ state, urgencyClass }: Expected): boolean =>
  urgencyClass !== 'U1' && ['submitted', 'under-review', 'accepted', 'waitlisted'].includes(state);
