import { migrate } from '#service/database/migrate.js';
import { readEnv } from '#service/env.js';
import { migrations } from './migrations/index.js';

await migrate(readEnv().DATABASE_URL, 'reservation', migrations);
