import 'reflect-metadata';
import pg from 'pg';
import { TELL_AGAIN } from '../../apps/reservation/level/level.store.js';
import { asCommand, findFenji } from '../demo/running/running.js';

/**
 * `npm run tell:supply` has reservation tell again what is left of every open session, for a referral service whose live
 * view was lost or restored. Levels carry versions, so that nothing older ever comes back. DATABASE_URL is that of the owner.
 */
await asCommand(async () => {
  const url = process.env['DATABASE_URL'] ?? (await findFenji()).databaseUrl;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET search_path = reservation, public');
    for (const statement of TELL_AGAIN) await client.query(statement);
    console.log('Everything open is told again within the next round. 下一轮将重新通报全部可用资源。');
  } finally {
    await client.end();
  }
});
