import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { collectDefaultMetrics } from 'prom-client';
import { requestContext } from '#service/context/request-context.js';
import { ProblemFilter } from '#service/http/problem.filter.js';
import { stopOnSignal } from '#service/http/shutdown.js';
import { configureLogging, logger } from '#service/logging/logger.js';
import { NestLog } from '#service/logging/nest-log.js';
import { serveMetrics } from '#service/metrics/metrics.server.js';
import { AppModule } from './app.module.js';
import { serveConsole } from './console/console.js';
import { readDoorEnv } from './env.js';
import { Services } from './health/services.js';
import { ApiProxy } from './proxy/api-proxy.js';
import { DoorAdapter } from './proxy/door.adapter.js';

const require = createRequire(import.meta.url);

/** Scripts from the door alone; Swagger UI sets styles on its elements and draws with data: images. */
const pageHeaders = helmet({
  contentSecurityPolicy: {
    directives: {
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      // The door may be reached without TLS in a house of its own; TLS ends before it.
      upgradeInsecureRequests: null,
    },
  },
});

/** Boots the front door; resolves once it listens. */
export async function startDoor(): Promise<NestExpressApplication> {
  const env = readDoorEnv();
  configureLogging('door', env.LOG_LEVEL);
  const proxy = new ApiProxy(new Services(env).addresses);
  const app = await NestFactory.create<NestExpressApplication>(AppModule, new DoorAdapter(proxy), {
    bodyParser: false,
    logger: new NestLog(),
    abortOnError: false,
  });
  configurePages(app);
  collectDefaultMetrics();
  const metrics = await serveMetrics(env.METRICS_PORT, env.HTTP_HOST);
  await app.listen(env.HTTP_PORT, env.HTTP_HOST);
  stopOnSignal({
    app,
    metrics,
    graceSeconds: env.SHUTDOWN_GRACE_SECONDS,
    onStart: () => {
      app.get(Services).startShutdown();
      proxy.endStreams();
    },
  });
  logger.info({ port: env.HTTP_PORT }, 'ready');
  return app;
}

function configurePages(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.use(requestContext, pageHeaders);
  const assets = dirname(require.resolve('swagger-ui-dist/package.json'));
  app.useStaticAssets(assets, { prefix: '/docs/', index: false, redirect: false });
  serveConsole(app);
  app.useGlobalFilters(new ProblemFilter());
  // A slow sender is cut off; a connection outlives the idle time of the balancer before it (60 s).
  Object.assign(app.getHttpServer(), { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 });
}
