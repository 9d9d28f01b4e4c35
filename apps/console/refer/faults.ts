import type { FieldError } from '../problem/problem';

/** Where a fault is shown: the path of an input in the form, or `where` (the hospitals) which is no input. */
export interface Fault {
  readonly path: readonly string[];
  readonly error: FieldError;
}

/** Faults of a whole part are shown at the input with which the part begins. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  up: 'up.chiefComplaint',
  'up.vitals': 'up.vitals.sbp',
  'up.maternal': 'up.maternal.gestWeeks',
  'up.infectious': 'up.infectious.suspected',
  requested: 'requested.deptCode',
  'to.deptCode': 'requested.deptCode',
  consent: 'consent.type',
  contact: 'contact.name',
  transport: 'transport.mode',
  overrule: 'overrule.reason',
  onBehalfOf: 'onBehalfOf',
};

/** Inputs whose parts have no inputs of their own: a list of coded diagnoses is one. */
const WHOLE = [
  'up.provisionalDiagnosis',
  'up.reasonCode',
  'up.allergies',
  'up.currentMedications',
  'findings.symptoms',
];

/** Parts of the form that are chosen beside it, in the list of hospitals. */
const WHERE = /^(to(\.institution|\.doctorId)?|alternatives(\..*)?|approvalId)$/;

/** The place of a refused field on the screen. */
export function pathOf(field: string): string[] {
  if (WHERE.test(field)) return ['where'];
  const whole = WHOLE.find((one) => field === one || field.startsWith(`${one}.`));
  return (whole ?? BEGINNINGS[field] ?? field).split('.');
}

/** Every fault with its place, in the order of the answer; one place shows all of its faults. */
export function faultsOf(errors: readonly FieldError[]): Fault[] {
  return errors.map((error) => ({ path: pathOf(error.field), error }));
}
