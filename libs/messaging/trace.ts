import { AsyncLocalStorage } from 'node:async_hooks';

/** What is remembered of the request or message that is being worked on. */
export interface TraceContext {
  /** W3C `traceparent`; goes into the outbox row, as the relay has lost the caller's context by then. */
  readonly traceparent?: string;
}

/** Entered by the HTTP entrance (libs/service) and by the message consumer. */
export const traceContext = new AsyncLocalStorage<TraceContext>();
