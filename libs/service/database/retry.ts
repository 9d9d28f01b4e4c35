/** Serialization failure, deadlock. */
const CONFLICTS = new Set(['40001', '40P01']);

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
  return CONFLICTS.has(sqlState(error) ?? '') || (isConnectionLost(error) && sqlState(error) !== '08007');
}
