import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { logger } from '../logging/logger.js';

export interface Stoppable {
  app: NestExpressApplication;
  metrics: Server;
  /** After this many seconds the process ends with what is left undone. */
  graceSeconds: number;
  /** Told first, so that the balancer looks elsewhere. */
  onStart: () => void;
}

/** Ends the process in order on SIGTERM and SIGINT: no new work, what runs is finished, then connections close. */
export function stopOnSignal(parts: Stoppable): void {
  const stop = (signal: string) => {
    logger.info({ signal }, 'shutting down');
    const deadline = setTimeout(() => process.exit(1), parts.graceSeconds * 1000);
    deadline.unref();
    void drain(parts).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Idle keep-alive connections would hold the server open; busy ones get half of the grace. */
async function drain({ app, metrics, graceSeconds, onStart }: Stoppable): Promise<void> {
  onStart();
  const server: Server = app.getHttpServer();
  const cut = setTimeout(() => server.closeAllConnections(), (graceSeconds * 1000) / 2);
  await app.close();
  clearTimeout(cut);
  metrics.closeAllConnections();
  metrics.close();
}
