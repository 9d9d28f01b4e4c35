import type { Client } from 'pg';
import { SERVICES } from '#contracts/codes.js';
import type { StoredTable } from '#service/calendar/calendar.store.js';

const ROWS_AT_ONCE = 5_000;

/** Puts rows into a table of the referral service, as the owner of the schema and with it as search path. Rows that are there stay as they are. */
export async function insertRows(client: Client, table: string, rows: readonly object[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    const some = rows.slice(i, i + ROWS_AT_ONCE).map(asColumns);
    // What no row names keeps its default.
    const columns = [...new Set(some.flatMap(Object.keys))].join(', ');
    const text = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1) ON CONFLICT DO NOTHING`;
    await client.query(text, [JSON.stringify(some)]);
  }
}

/** Holidays of the nation, in the service that owns them and in the one that keeps a copy. */
export async function insertHolidays(client: Client, { days, ...table }: StoredTable): Promise<void> {
  const { county, year, basis, version } = table;
  const rows = days.map((day) => ({ county, year, basis, version, ...day }));
  for (const schema of ['referral', 'reservation']) {
    await insertRows(client, `${schema}.calendar_table`, [table]);
    await insertRows(client, `${schema}.calendar_day`, rows);
  }
}

/** Whether the demo counties are in this database, and with how many contracts. */
export async function loadedContracts(client: Client): Promise<number | undefined> {
  const text = `SELECT (SELECT count(*)::int FROM contract) AS contracts FROM demo_marker`;
  const { rows } = await client.query<{ contracts: number }>(text);
  return rows[0]?.contracts;
}

/** From now on fake IDs and a moved clock are allowed in this database (domain §4.8, architecture §3). */
export async function markAsDemo(client: Client, county: string): Promise<void> {
  for (const service of SERVICES) {
    await client.query(`INSERT INTO ${service}.demo_marker (county) VALUES ($1) ON CONFLICT DO NOTHING`, [county]);
  }
}

function asColumns(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase(), value]),
  );
}

/** External ids of the sessions that reservation knows for days after business today. */
export async function knownSessions(client: Client): Promise<Set<string>> {
  const text = `SELECT external_id FROM reservation.session WHERE starts_at > reservation.business_now()`;
  const { rows } = await client.query<{ external_id: string }>(text);
  return new Set(rows.map((row) => row.external_id));
}

/** Without statistics the first lists would be planned a thousand times too slow, until autovacuum comes by. */
export async function analyse(client: Client): Promise<void> {
  await client.query('ANALYZE');
}
