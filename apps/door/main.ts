import 'reflect-metadata';
import { logger } from '#service/logging/logger.js';
import { startDoor } from './start.js';

startDoor().catch((error: unknown) => {
  logger.fatal({ err: error, service: 'door' }, 'cannot start');
  process.exit(1);
});
