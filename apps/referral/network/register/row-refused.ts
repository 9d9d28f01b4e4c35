import type { Fault } from './refusals.js';

/** Refuses a row for a reason that no constraint knows. */
export class RowRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}
