/** Serialization failure, deadlock. */
const CONFLICTS = new Set(['40001', '40P01']);

/**
 * Unique and exclusion violation. Whoever writes what may be there once looks first: a violation means that another
 * transaction has written it since, and looking again finds it. One that stays is a fault of ours.
 */
const OVERTAKEN = new Set(['23505', '23P01']);

/** The server ended or refused the session, or the socket broke. */
const LOST_CODES = /^(57P0[123]|080\d\d|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/;
const LOST_TEXTS = /^(Connection terminated|Client has encountered a connection error)/;

/** SQLSTATE (or socket code) of a database error, through TypeORM's wrapping; undefined for other errors. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? sqlState(error.driverError) : undefined;
}

/** The session with the database is gone, and with it the transaction. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    LOST_CODES.test(sqlState(error) ?? '') ||
    LOST_TEXTS.test(error.message) ||
    error.name === 'QueryRunnerAlreadyReleasedError'
  );
}

/** The same work may well succeed now. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  return CONFLICTS.has(state) || OVERTAKEN.has(state) || (isConnectionLost(error) && state !== '08007');
}
