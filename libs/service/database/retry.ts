const RETRYABLE_STATES = new Set(['40001', '40P01', '57P01', '57P02', '57P03', '08000', '08003', '08006']);

const LOST = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

/** SQLSTATE of a database error, through TypeORM's wrapping; undefined for other errors. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return code;
  return 'driverError' in error ? sqlState(error.driverError) : undefined;
}

/** Serialization failure, deadlock, or a connection that was lost: the same work may well succeed now. */
export function isRetryable(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== undefined) return RETRYABLE_STATES.has(code) || LOST.has(code);
  return error instanceof Error && error.message.startsWith('Connection terminated');
}
