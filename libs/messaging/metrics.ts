export type HandledOutcome = 'acked' | 'retried' | 'dead-lettered' | 'requeued';

/** What messaging counts; libs/service gives it to Prometheus. Every call must be cheap and must not throw. */
export interface MessagingMetrics {
  /** One delivery is done with; `seconds` since it came. */
  handled(name: string, outcome: HandledOutcome, seconds: number): void;
  /** A message went to the dead-letter queue; `reason` is a code. Raises an alarm. */
  deadLettered(name: string, reason: string): void;
  /** Deliveries that are being handled now. */
  inFlight(count: number): void;
  /** A message was confirmed by the broker after `seconds`. */
  confirmed(seconds: number): void;
  /** A message was not confirmed: `NO_ROUTE`, `NACK`, `CONFIRM_TIMEOUT`, `CONNECTION_LOST`, `NO_BROKER`. */
  notConfirmed(code: string): void;
  /** A connection was lost, or could not be made; the next try follows. */
  redialled(role: ConnectionRole): void;
}

export type ConnectionRole = 'consume' | 'publish';

/** Code and ids only, never a payload or the text of an error: it may quote data of a patient. A pino logger fits. */
export interface MessagingLog {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const NO_METRICS: MessagingMetrics = {
  handled: () => undefined,
  deadLettered: () => undefined,
  inFlight: () => undefined,
  confirmed: () => undefined,
  notConfirmed: () => undefined,
  redialled: () => undefined,
};

export const NO_LOG: MessagingLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
