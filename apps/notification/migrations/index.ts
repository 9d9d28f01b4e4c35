import type { Migration } from '#service/database/migrate.js';
import { Notices1795300000000 } from './0001-notices.js';

/** All migrations of the notification service, oldest first. */
export const migrations: Migration[] = [Notices1795300000000];
