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
import { Timer } from '#service/timer/timer.js';
import { appModule } from './app.module.js';
import { serveConsole } from './console/console.js';
import { readDoorEnv } from './env.js';
import { Services } from './health/services.js';
import { ApiProxy } from './proxy/api-proxy.js';
import { DoorAdapter } from './proxy/door.adapter.js';
import { Admission } from './session/admission.js';
import { Sessions } from './session/sessions.js';

const STREAM_CHECK_SECONDS = 5;
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
  const app = await NestFactory.create<NestExpressApplication>(appModule(env), new DoorAdapter(proxy), {
    bodyParser: false,
    logger: new NestLog(),
    abortOnError: false,
  });
  if (env.OIDC_CLIENT_ID) admitSessions(app, proxy);
  else logger.warn('without OIDC_CLIENT_ID nobody can sign in here: the API alone, by bearer tokens');
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

/** Cookies count from now on; a live stream ends soon after its session, at whatever replica that ended. */
function admitSessions(app: NestExpressApplication, proxy: ApiProxy): void {
  const sessions = app.get(Sessions, { strict: false });
  proxy.admitBy(app.get(Admission, { strict: false }));
  app.get(Timer, { strict: false }).every('streams-of-ended-sessions', STREAM_CHECK_SECONDS, async () => {
    proxy.endStreamsOf(await sessions.endedOf(proxy.streamingSessions()));
    return 0;
  });
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
