import 'reflect-metadata';
import pg from 'pg';
import { asBreaches, asPoolBreaches, type Breach, EVERYTHING } from '../../apps/reservation/monitor/breach.store.js';
import { asCommand, findFenji } from '../demo/running/running.js';

/**
 * `npm run verify:data` checks every invariant of the reserve in one go (domain §7.10), past row-level security and past
 * what the monitor has seen. Prints what breaks them and ends with 1 where anything does. DATABASE_URL is that of the owner.
 */
await asCommand(async () => {
  const url = process.env['DATABASE_URL'] ?? (await findFenji()).databaseUrl;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET search_path = reservation, public');
    const pools = await client.query<Parameters<typeof asPoolBreaches>[0][number]>(EVERYTHING.pools);
    const persons = await client.query<Parameters<typeof asBreaches>[0][number]>(EVERYTHING.persons);
    const breaches: Breach[] = [...asPoolBreaches(pools.rows), ...asBreaches(persons.rows)];
    for (const { invariant, code, county, id, sentence } of breaches)
      console.log(`${invariant}  ${code}  ${county} ${id}  ${sentence}`);
    console.log(
      breaches.length === 0
        ? 'All invariants of the reserve hold. 预留的全部不变量均成立。'
        : `${breaches.length} breaches. 共 ${breaches.length} 处不符。`,
    );
    if (breaches.length > 0) process.exitCode = 1;
  } finally {
    await client.end();
  }
});
