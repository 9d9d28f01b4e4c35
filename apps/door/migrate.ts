import { migrate } from '#service/database/migrate.js';
import { readDoorEnv } from './env.js';
import { migrations } from './migrations/index.js';

const { OIDC_CLIENT_ID, DATABASE_URL } = readDoorEnv();
// A door without sign-in keeps nothing.
if (OIDC_CLIENT_ID) await migrate(DATABASE_URL, 'door', migrations);
