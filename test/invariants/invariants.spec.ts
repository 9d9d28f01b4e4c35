import type pg from 'pg';
import {
  as,
  businessNow,
  COUNTY_HOSPITAL,
  contractedPatients,
  firstVisit,
  publishEvening,
  until,
  upReferral,
  windowOf,
} from '../story/people.js';
import { type System, startSystem } from '../system/system.js';
import { breaches, untilAtRest } from './invariants.js';

/** What is done to the database behind the services' back, and the invariants that must notice. */
const TAMPERINGS: [what: string, sql: string, noticed: RegExp[]][] = [
  [
    'a counter that counts nobody',
    'UPDATE reservation.session SET public_taken = public_taken + 1 WHERE id = $session',
    [/^reserve I2 counters-differ-from-seats/, /^reserve I6 counters/],
  ],
  [
    'a lost entry of the ledger',
    'DELETE FROM reservation.ledger WHERE session_id = $session AND reservation_id IS NOT NULL',
    [/^reserve I6 counters/],
  ],
  [
    'an account with less than a fifth',
    'ALTER TABLE reservation.account DROP CONSTRAINT reserve_reaches_the_ratio; UPDATE reservation.account SET reserve = 0',
    [/^reserve I1 account/, /^reserve I1 reserve-below/],
  ],
  [
    'a protected unit in the hands of the public',
    `UPDATE reservation.reservation SET taker = 'public' WHERE referral_id = $referral`,
    [/^reserve I2 counters/, /^reserve I5 protected-unit-in/],
  ],
  [
    'a missing entry of the history',
    'DELETE FROM referral.referral_event WHERE referral_id = $referral AND version = 1',
    [/^I4 a history/, /^I4 versions/, /^I5 an event/, /^I7 the hash chain/],
  ],
  [
    'a step that no row of the table allows',
    `UPDATE referral.referral_event SET to_state = 'closed' WHERE referral_id = $referral AND version = 1`,
    [/^I4 a history/, /^I7 the hash chain/],
  ],
  [
    'one altered word of the history',
    `UPDATE referral.referral_event SET actor_id = 'somebody' WHERE referral_id = $referral AND version = 2`,
    [/^I7 the hash chain/],
  ],
  [
    'an event that was never told',
    'DELETE FROM referral.outbox WHERE aggregate_id = $referral AND aggregate_version = 1',
    [/^I5 a change/],
  ],
  [
    'a message that its consumer lost',
    `DELETE FROM notification.inbox WHERE message_id IN (SELECT id FROM referral.outbox WHERE aggregate_id = $referral)`,
    [/^I5 each consumer/],
  ],
  [
    'a message that did not leave',
    'UPDATE referral.outbox SET published_at = NULL WHERE aggregate_id = $referral',
    [/^unpublished/],
  ],
  [
    'a state that the history does not know',
    `UPDATE referral.referral SET state = 'under-review' WHERE id = $referral`,
    [/^I7 a referral/],
  ],
  [
    'a unit that was given away',
    `UPDATE reservation.reservation SET state = 'cancelled', occupies = false WHERE referral_id = $referral`,
    [/^I8 the unit of a referral/, /^reserve I2 counters/, /^reserve I8 seats-differ/],
  ],
  [
    'a unit that its referral does not know',
    'UPDATE referral.referral SET unit = NULL, hold_until = NULL WHERE id = $referral',
    [/^I8 a live unit/],
  ],
  [
    'a hold that ends earlier than its referral says',
    `UPDATE reservation.reservation SET hold_until = hold_until - interval '1 hour' WHERE referral_id = $referral`,
    [/^I8 a hold ends/, /^reserve I10 hold-nobody/],
  ],
];

describe('the invariants', () => {
  let system: System;
  let client: pg.PoolClient;
  const ids = { session: '', referral: '' };

  beforeAll(async () => {
    system = await startSystem();
    const doctor = await as(system, 'family-doctor');
    const [patient] = await contractedPatients(doctor, 1);
    if (!patient) throw new Error('no patient');
    const consentAt = await businessNow(system.database);
    const session = await publishEvening(await as(system, 'his-adapter'), consentAt, { days: 5, capacity: 10 });
    const firstVisitEncounterId = await firstVisit(doctor, patient.id);
    const wish = { patient, firstVisitEncounterId, window: windowOf(session), to: COUNTY_HOSPITAL, consentAt };
    const reply = await doctor.post<{ id: string }>('/v1/referrals', { body: upReferral(wish), wait: 10 });
    Object.assign(ids, { session: session.id, referral: reply.body.id });
    await untilAtRest(system.database, 30);
    client = await system.database.connect();
  });

  afterAll(async () => {
    client?.release(true);
    await system?.stop();
  });

  /**
   * Begins a transaction that sees one moment of rest, and nothing that comes after: the levels of the supply are told
   * once a minute, whoever looks.
   */
  const beginAtRest = () =>
    until('at rest', 30, async () => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const found = await breaches(client);
      if (Object.keys(found).length === 0) return true;
      await client.query('ROLLBACK');
      return JSON.stringify(found);
    });

  it('hold in a system at rest', async () => {
    await beginAtRest();
    expect(await breaches(client)).toEqual({});
    await client.query('ROLLBACK');
  });

  it.each(TAMPERINGS)('notice %s', async (_, sql, noticed) => {
    await beginAtRest();
    // Neither triggers nor foreign keys hinder who owns the database.
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(sql.replaceAll('$session', `'${ids.session}'`).replaceAll('$referral', `'${ids.referral}'`));
    const found = Object.keys(await breaches(client)).sort();
    await client.query('ROLLBACK');
    expect(found).toEqual(noticed.map((name) => expect.stringMatching(name)));
  });
});
