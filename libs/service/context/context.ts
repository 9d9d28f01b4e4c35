import type { AsyncLocalStorage } from 'node:async_hooks';
import { traceContext } from '#messaging/trace.js';

/** What is known about the work at hand, for logs, outbox rows and the access log. */
export interface WorkContext {
  requestId?: string;
  /** W3C trace context. */
  traceparent?: string;
  account?: string;
}

/** The same storage as messaging's, so that an event carries the traceparent of the request that caused it. */
const storage: AsyncLocalStorage<WorkContext> = traceContext;

/** Runs `work` inside a context of its own. */
export function inContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the running request or message; undefined outside of one. */
export function currentContext(): WorkContext | undefined {
  return storage.getStore();
}
