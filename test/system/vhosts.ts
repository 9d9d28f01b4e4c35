import { withClient } from '../../scripts/launch/database.js';

/** The next of the virtual hosts `system-<n>` that the servers of the test run were started with, as an address. */
export async function takeVhost(databaseUrl: string, rabbitmqUrl: string): Promise<string> {
  return withClient(databaseUrl, async (client) => {
    // Under a lock, as IF NOT EXISTS alone loses a race between two workers.
    await client.query(`SELECT pg_advisory_lock(77002)`);
    await client.query('CREATE SEQUENCE IF NOT EXISTS vhost_in_use');
    const { rows } = await client.query<{ n: string }>(`SELECT nextval('vhost_in_use') AS n`);
    const url = new URL(rabbitmqUrl);
    url.pathname = `/system-${rows[0]?.n}`;
    return url.href;
  });
}
