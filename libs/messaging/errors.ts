/**
 * A failure that no retry can mend: a rule of the domain refuses the message, or it cannot be read.
 * It is dead-lettered at once with `code` as the reason. Anything else that a handler throws is retried.
 * Only the code leaves the process: error text may quote data of a patient.
 */
export class PermanentError extends Error {
  constructor(
    /** UPPER_SNAKE, for example `PAYLOAD_INVALID`. */
    readonly code: string,
    detail?: string,
  ) {
    super(detail ?? code);
    this.name = 'PermanentError';
  }
}

/** Shape of a code that may stand in a header, a row or a log line; also fits SQLSTATE (`40001`). */
const CODE = /^[A-Z0-9_]{1,40}$/;

/** What may be told about any error without telling its text: its code, else the name of its class. */
export function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) {
    const { code } = error;
    if (typeof code === 'string' && CODE.test(code)) return code;
  }
  return error instanceof Error ? error.name : 'UNKNOWN';
}
