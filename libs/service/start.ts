import 'reflect-metadata';
import type { Server } from 'node:http';
import type { Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { collectDefaultMetrics } from 'prom-client';
import type { ServiceName } from '#contracts/codes.js';
import { connectMessages } from '#messaging/connect-messages.js';
import { FenjiStrategy } from '#messaging/strategy.js';
import { AccessGuard } from './auth/access.guard.js';
import { routesWithoutPolicy } from './auth/route-policies.js';
import { TokenVerifier } from './auth/token-verifier.js';
import { requestContext } from './context/request-context.js';
import { Database } from './database/database.js';
import { Env } from './env.js';
import { Health } from './health/health.js';
import { JSON_OPTIONS, readCsv, requireJson } from './http/body.js';
import { httpMetrics } from './http/http-metrics.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RequestTimeoutInterceptor } from './http/request-timeout.interceptor.js';
import { stopOnSignal } from './http/shutdown.js';
import { httpValidation } from './http/validation.js';
import { rememberRules } from './http/validator-rules.js';
import { configureLogging, logger } from './logging/logger.js';
import { NestLog } from './logging/nest-log.js';
import { watchDatabase } from './metrics/database-metrics.js';
import { messagingMetrics } from './metrics/messaging-metrics.js';
import { serveMetrics } from './metrics/metrics.server.js';
import { serveOpenApi } from './openapi/document.js';
import { AnswerInterceptor } from './write/answer.interceptor.js';

export interface StartOptions {
  name: ServiceName;
  /** Whether the service consumes and publishes messages. */
  messages: boolean;
  /** Addresses that take a CSV file beside JSON. */
  csv?: string[];
}

/** Boots one service process; resolves once it listens. A fault on the way ends the process with a line in the log. */
export async function startService(module: Type, options: StartOptions): Promise<NestExpressApplication> {
  try {
    return await boot(module, options);
  } catch (error) {
    logger.fatal({ err: error, service: options.name }, 'cannot start');
    process.exit(1);
  }
}

async function boot(module: Type, { name, messages, csv }: StartOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, {
    bodyParser: false,
    logger: new NestLog(),
    abortOnError: false,
  });
  const env = app.get(Env);
  configureLogging(name, env.LOG_LEVEL);
  rememberRules();
  configureHttp(app, env, csv);
  if (messages) app.get(Health).watchBroker(connectBroker(app, env, name));
  const open = routesWithoutPolicy(app);
  if (open.length > 0) throw new Error(`Handlers without @Roles or @Public: ${open.join(', ')}`);
  serveOpenApi(app, name);
  collectDefaultMetrics();
  watchDatabase(app.get(Database).pool);
  const metrics = await serveMetrics(env.METRICS_PORT, env.HTTP_HOST);
  await app.startAllMicroservices();
  await (env.HTTP_HOST ? app.listen(env.HTTP_PORT, env.HTTP_HOST) : app.listen(env.HTTP_PORT));
  stopOnSignal({
    app,
    metrics,
    graceSeconds: env.SHUTDOWN_GRACE_SECONDS,
    onStart: () => app.get(Health).startShutdown(),
  });
  logger.info({ port: env.HTTP_PORT }, 'ready');
  return app;
}

/** What holds for every request, in the order in which it meets them; specs use it as well. */
export function configureHttp(app: NestExpressApplication, env: Env, csv: string[] = []): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestContext, httpMetrics, helmet());
  if (csv.length > 0) app.use(csv, ...readCsv);
  app.use(requireJson);
  app.useBodyParser('json', JSON_OPTIONS);
  app.useGlobalGuards(new AccessGuard(app.get(Reflector), app.get(TokenVerifier)));
  app.useGlobalInterceptors(new RequestTimeoutInterceptor(env.HANDLER_TIMEOUT_SECONDS), new AnswerInterceptor());
  app.useGlobalPipes(httpValidation());
  app.useGlobalFilters(new ProblemFilter());
  const server: Server = app.getHttpServer();
  // A slow sender is cut off; a connection outlives the balancer's own idle time of 60 s.
  Object.assign(server, { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 65_000 });
}

function connectBroker(
  app: NestExpressApplication,
  env: Env,
  service: ServiceName,
): () => ReturnType<FenjiStrategy['health']> {
  const { dataSource, pool } = app.get(Database);
  const strategy = new FenjiStrategy({
    service,
    urls: env.RABBITMQ_URL.split(','),
    dataSource,
    pool,
    prefetch: env.PREFETCH,
    retryDelaysSeconds: env.RETRY_DELAYS_SECONDS,
    handlerTimeoutSeconds: env.HANDLER_TIMEOUT_SECONDS,
    shutdownGraceSeconds: env.SHUTDOWN_GRACE_SECONDS,
    relayBatchSize: env.RELAY_BATCH_SIZE,
    relayIdleMilliseconds: env.RELAY_IDLE_MILLISECONDS,
    metrics: messagingMetrics,
    log: logger,
  });
  connectMessages(app, strategy);
  return () => strategy.health();
}
