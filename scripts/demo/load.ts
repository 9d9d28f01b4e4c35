import { writeFile } from 'node:fs/promises';
import { Client } from 'pg';
import { Cipher } from '#service/crypto/cipher.js';
import { Env } from '#service/env.js';
import { buildAccounts, buildPostAccounts, buildTeamAccounts } from './county/accounts.js';
import { cityAccounts } from './county/city.js';
import { buildCounties, type County } from './county/county.js';
import { HOLIDAYS_2026 } from './county/holidays.js';
import { type Scale, scaleOf } from './county/plan.js';
import { bedsOf } from './county/wards.js';
import { careNetworkOf, VALID } from './load/care-network.js';
import { centresOf } from './load/centres.js';
import { cityNetworkOf } from './load/city-network.js';
import { analyse, insertHolidays, insertRows, loadedContracts, markAsDemo } from './load/county.store.js';
import { contractsOf, coverageOf, patientOf } from './load/patients.js';
import { renewSupply } from './load/supply.js';

const PATIENTS_AT_ONCE = 5_000;

/**
 * Loads the demo counties into the migrated schemas and writes the accounts for the demo issuer. A second run finds the
 * counties there and only adds supply up to 14 days ahead. Environment: DATABASE_URL, ENCRYPTION_KEYS, DEMO_SCALE
 * (tiny, small, full), DEMO_ACCOUNTS (path to write).
 */
async function load(scale: Scale): Promise<void> {
  const counties = buildCounties(scale);
  await writeAccounts(counties, scale);
  const client = new Client({ connectionString: required('DATABASE_URL'), options: '-c search_path=referral' });
  await client.connect();
  try {
    if (!(await isLoaded(client, counties))) await loadCounties(client, counties);
    const published = await renewSupply(client, required('DATABASE_URL'), counties);
    console.log(`Supply 号源: ${published} sessions published, up to 14 days ahead`);
    if (published > 0) await analyse(client);
  } finally {
    await client.end();
  }
}

async function writeAccounts(counties: readonly County[], scale: Scale): Promise<void> {
  const [first] = counties;
  const teams = scale === 'full' ? buildTeamAccounts(first!) : [];
  const accounts = [...buildAccounts(counties), ...cityAccounts(), ...buildPostAccounts(first!), ...teams];
  await writeFile(required('DEMO_ACCOUNTS'), `${JSON.stringify(accounts, null, 2)}\n`);
}

async function isLoaded(client: Client, counties: readonly County[]): Promise<boolean> {
  const found = await loadedContracts(client);
  if (found === undefined) return false;
  const planned = counties.reduce((sum, { contracts }) => sum + contracts.length, 0);
  if (found === planned) return true;
  throw new Error(
    `The database holds the demo county with ${found} contracts, not the ${planned} of this DEMO_SCALE: npm run reset clears it.`,
  );
}

/** All or nothing: the marker is written last, in the same transaction. */
async function loadCounties(client: Client, counties: readonly County[]): Promise<void> {
  const env = Object.assign(new Env(), { ENCRYPTION_KEYS: required('ENCRYPTION_KEYS') });
  const cipher = new Cipher(env);
  await client.query('BEGIN');
  for (const county of counties) {
    for (const [table, rows] of [...careNetworkOf(county), ...centresOf(county)]) await insertRows(client, table, rows);
    for (let i = 0; i < county.residents.length; i += PATIENTS_AT_ONCE) {
      const some = county.residents.slice(i, i + PATIENTS_AT_ONCE);
      await insertRows(
        client,
        'patient',
        some.map((resident) => patientOf(county, resident, cipher)),
      );
    }
    await insertRows(client, 'contract', contractsOf(county));
    await insertRows(client, 'reservation.bed', bedsOf(county, VALID.validFrom));
    const insured = county.residents.slice(0, PATIENTS_AT_ONCE);
    await insertRows(
      client,
      'coverage',
      insured.map((resident) => coverageOf(county, resident)),
    );
    console.log(
      `${county.name.en} ${county.name.zh}: ${county.institutions.length} institutions, ${county.doctors.length} doctors, ${county.contracts.length} contracts`,
    );
  }
  await insertHolidays(client, HOLIDAYS_2026);
  for (const [table, rows] of cityNetworkOf(counties)) await insertRows(client, table, rows);
  await markAsDemo(client, counties[0]!.code);
  await client.query('COMMIT');
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

await load(scaleOf(process.env['DEMO_SCALE'] ?? 'small'));
