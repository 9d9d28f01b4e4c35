import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ServiceName } from '#contracts/catalogue.js';
import { Env } from './env.js';
import { configureLogging } from './logging/logger.js';

export interface StartOptions {
  name: ServiceName;
  /** Whether the service consumes and publishes messages. */
  messages: boolean;
}

/** Boots one service process. */
export async function startService(module: Type, options: StartOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false });
  const env = app.get(Env);
  configureLogging(options.name, env.LOG_LEVEL);
  await app.listen(env.HTTP_PORT);
  return app;
}
