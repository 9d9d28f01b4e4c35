import type { Migration } from '#service/database/migrate.js';
import { Sessions1795400000000 } from './0001-sessions.js';
import { Posts1795400000001 } from './0002-posts.js';
import { SecondFactor1795400000002 } from './0003-second-factor.js';

/** All migrations of the front door, oldest first. */
export const migrations: Migration[] = [Sessions1795400000000, Posts1795400000001, SecondFactor1795400000002];
