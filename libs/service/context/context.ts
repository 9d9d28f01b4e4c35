import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known about the work at hand, for logs, outbox headers and the access log. */
export interface WorkContext {
  requestId?: string;
  /** W3C trace context. */
  traceparent?: string;
  account?: string;
}

const storage = new AsyncLocalStorage<WorkContext>();

/** Runs `work` inside a context of its own. */
export function inContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the running request or message; undefined outside of one. */
export function currentContext(): WorkContext | undefined {
  return storage.getStore();
}
