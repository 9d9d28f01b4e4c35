import { conflict, Problem } from '#service/problem/problem.js';
import type { Bed } from './bed.store.js';

/** Why a bed cannot be given, or an occupancy not be ended. */

/** Never two patients on one bed at one time (I8). */
export const bedOccupied = ({ id, label }: Bed): Problem =>
  conflict('BED_OCCUPIED', `A patient lies in bed ${label}: discharge or move the patient first.`, { bedId: id });

export const bedNotInService = ({ id, label }: Bed): Problem =>
  conflict('BED_NOT_IN_SERVICE', `Bed ${label} is closed, not staffed, or not there today.`, { bedId: id });

export const alreadyAdmitted = (): Problem =>
  conflict('ALREADY_ADMITTED', 'This patient lies in a bed already: move the patient instead.');

export const notArrived = (state: string): Problem =>
  conflict('NOT_ARRIVED', `A booking that is ${state} has no patient to admit: record the arrival first.`);

export const notABed = (): Problem => conflict('NOT_A_BED', 'This booking is not for a bed.');

export const alreadyEnded = (): Problem => conflict('ALREADY_ENDED', 'The patient has left this bed already.');

/** A bed that is not what was booked is given with a reason. */
export const reasonRequired = ({ label, group, bedClass }: Bed, booked: string): Problem =>
  new Problem({
    status: 422,
    code: 'REASON_REQUIRED',
    detail: `Bed ${label} (${group}, ${bedClass}) is not of the ward group that was booked, ${booked}: say why.`,
    errors: [{ field: 'reason', code: 'required', message: 'say why another bed than booked is given' }],
  });
