import { v7 } from 'uuid';
import type { Envelope } from '#contracts/envelope.js';
import { type FreshDatabase, freshDatabase } from '../system/database.js';
import { Replica } from './house.js';
import { REFERRER, referralMessage } from './messages.js';

const CLERK = '0198f0c0-0000-7000-8000-0000000000d1';
const DOCTOR = '0198f0c0-0000-7000-8000-0000000000d2';
const HEAD = '0198f0c0-0000-7000-8000-0000000000d3';
const DESK = 'desk:990101:990101H01';
const CARDIOLOGY = 'department:990101:990101H01:03.04';

/** `recipient channel` of every delivery, in a fixed order. */
interface Sent {
  recipient: string;
  channel: string;
  next_at: Date;
  language: string;
  owner: string;
}

describe('who is reached outside of the app', () => {
  let database: FreshDatabase;
  let replica: Replica;

  beforeEach(async () => {
    database = await freshDatabase('notification');
    replica = await Replica.start(database.url);
    await database.pool.query(`INSERT INTO notification.demo_marker (county) VALUES ('990101')`);
    // Specs name fixed dates: they must also hold once these are past.
    await database.pool.query('ALTER TABLE notification.business_clock DROP CONSTRAINT business_clock_ahead_check');
  });

  afterEach(async () => {
    await replica.stop();
    await database.drop();
  });

  /** Business time of the house from now on. */
  const at = (instant: string) =>
    database.pool.query(
      `INSERT INTO notification.business_clock (ahead) VALUES ($1::timestamptz - now())
           ON CONFLICT (demo) DO UPDATE SET ahead = excluded.ahead`,
      [instant],
    );
  const onDuty = (post: string, practitioner: string, from: string, to: string, kind = 'duty') =>
    database.pool.query(
      `INSERT INTO notification.duty_shift VALUES ('990101', $1, '990101H01', $2, $3, $4, $5, $6, 'head', now())`,
      [v7(), post, practitioner, kind, from, to],
    );
  const tell = (message: Envelope) => replica.notices.record(message);
  const sent = async () =>
    (
      await database.pool.query<Sent>(
        'SELECT recipient, channel, next_at, language, owner FROM notification.delivery ORDER BY recipient, channel',
      )
    ).rows;
  const lines = async () => (await sent()).map(({ recipient, channel }) => `${recipient} ${channel}`);

  const NOON = '2026-03-06T04:00:00Z';
  const LATE = '2026-03-06T15:30:00Z';
  const MORNING = new Date('2026-03-06T23:00:00Z');
  const whole = ['2020-01-01', '2100-01-01'] as const;
  const choose = (practitioner: string, columns: object) => {
    const row = {
      county: '990101',
      practitioner,
      institution: '990101H01',
      version: 1,
      language: 'zh',
      digest: 'at-once',
      changed_at: NOON,
      ...columns,
    };
    return database.pool.query(
      'INSERT INTO notification.preference SELECT * FROM json_populate_record(NULL::notification.preference, $1)',
      [JSON.stringify(row)],
    );
  };

  it('a U2 referral calls the person on duty at the desk and in the department, by SMS and by telephone', async () => {
    await onDuty(DESK, CLERK, '2020-01-01', '2100-01-01');
    await onDuty(CARDIOLOGY, DOCTOR, '2020-01-01', '2100-01-01');
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2' }));
    expect(await lines()).toEqual([
      `practitioner:${CLERK} phone`,
      `practitioner:${CLERK} sms`,
      `practitioner:${DOCTOR} phone`,
      `practitioner:${DOCTOR} sms`,
    ]);
    expect((await sent()).every(({ owner }) => owner === `practitioner:${REFERRER}:990101T01`)).toBe(true);
  });

  it('a booking goes to the patient and the contact by SMS, and to nobody’s inbox', async () => {
    const message = referralMessage('referral.confirmed.v1', { transition: 'T10' });
    const { referralId } = message.data as { referralId: string };
    await tell(message);
    expect(await lines()).toEqual([
      `contact:${referralId} sms`,
      `patient:${referralId} sms`,
      `practitioner:${REFERRER} sms`,
    ]);
  });

  it('a booking is useless once it begins; of a bed whose day had begun it is told all the same', async () => {
    const booked = (startsAt: string) => {
      const unit = { group: '03.04', place: '5F', startsAt };
      return referralMessage('referral.confirmed.v1', { transition: 'T10', unit } as object);
    };
    const ends = async (message: Envelope) => {
      await tell(message);
      const { referralId } = message.data as { referralId: string };
      const { rows } = await database.pool.query<{ expires_at: Date | null }>(
        'SELECT expires_at FROM notification.delivery WHERE recipient = $1',
        [`patient:${referralId}`],
      );
      return rows.map(({ expires_at }) => expires_at?.toISOString());
    };
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await ends(booked(tomorrow))).toEqual([tomorrow]);
    expect(await ends(booked(new Date(Date.now() - 3_600_000).toISOString()))).toEqual([undefined]);
  });

  it('a routine referral stays in the app; an urgent one leaves the house at night, too', async () => {
    await at(LATE);
    await onDuty(DESK, CLERK, ...whole);
    await tell(referralMessage('referral.submitted.v1'));
    expect(await lines()).toEqual([]);
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U1' }));
    const [call] = await sent();
    expect(call?.next_at.getTime()).toBeLessThan(MORNING.getTime());
  });

  it('what can wait waits for the end of the quiet hours, across midnight', async () => {
    await at(LATE);
    await tell(referralMessage('referral.confirmed.v1', { transition: 'T10' }));
    expect((await sent()).map(({ next_at }) => next_at)).toEqual([MORNING, MORNING, MORNING]);
  });

  it('a shift across midnight is on duty on both sides of it, and whoever comes in the morning gets what waited', async () => {
    await onDuty(DESK, CLERK, '2026-03-06T10:00:00Z', '2026-03-06T22:00:00Z');
    await onDuty(DESK, DOCTOR, '2026-03-06T22:00:00Z', '2026-03-07T10:00:00Z');
    await at(LATE);
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2' }));
    expect(new Set((await sent()).map(({ recipient }) => recipient))).toEqual(new Set([`practitioner:${CLERK}`]));
    const overdue = { rung: 'L2', owner: 'referral-desk', ownerCounty: '990101', ownerInstitution: '990101H01' };
    await tell(referralMessage('referral.overdue.v1', overdue as object));
    expect((await sent()).filter(({ recipient }) => recipient === `practitioner:${DOCTOR}`)).toMatchObject([
      { channel: 'sms', next_at: MORNING },
    ]);
  });

  it('nobody on duty: the head of the post is called, without one the referral centre, and the desk is warned once a day', async () => {
    await at(NOON);
    await onDuty(CARDIOLOGY, HEAD, ...whole, 'head');
    await onDuty(DESK, CLERK, ...whole);
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2' }));
    expect(await lines()).toContain(`practitioner:${HEAD} sms`);
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2', toDepartment: '04' }));
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2', toDepartment: '04' }));
    const { rows } = await database.pool.query(
      `SELECT audience, facts->>'department' AS department FROM notification.notice WHERE template = 'nobody-on-duty' ORDER BY seq`,
    );
    expect(rows).toEqual([
      { audience: DESK, department: '03.04' },
      { audience: DESK, department: '04' },
    ]);
  });

  it('nobody at all: the ledger holds the call for the post, and who referred must telephone', async () => {
    await at(NOON);
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2' }));
    expect(await sent()).toMatchObject([
      { recipient: CARDIOLOGY, channel: 'phone', owner: `practitioner:${REFERRER}:990101T01` },
      { recipient: CARDIOLOGY, channel: 'sms' },
      { recipient: DESK, channel: 'phone' },
      { recipient: DESK, channel: 'sms' },
    ]);
  });

  it('whoever has left the house is not called any more', async () => {
    await at(NOON);
    await onDuty(DESK, CLERK, ...whole);
    await onDuty(DESK, DOCTOR, ...whole);
    const changed = (version: number, people: object[]) => {
      const by = { id: 'his-adapter', role: 'his-adapter', institution: '990101H01' };
      const data = { kind: 'practitioners', version, ids: [], institutions: [], people, by };
      return tell({ ...referralMessage('network.changed.v1'), data });
    };
    await changed(2, [
      { practitioner: CLERK, institution: '990101H02' },
      { practitioner: DOCTOR, institution: '990101H01', until: '2026-03-07' },
    ]);
    // An older word that comes late changes nothing.
    await changed(1, [{ practitioner: CLERK, institution: '990101H01' }]);
    await tell(referralMessage('referral.submitted.v1', { urgencyClass: 'U2', toDepartment: '04' }));
    expect(new Set((await sent()).map(({ recipient }) => recipient))).toEqual(new Set([`practitioner:${DOCTOR}`]));
  });

  it('a person’s choice of channel holds where it can wait, and never for U1 and U2', async () => {
    await at(NOON);
    await choose(REFERRER, { task_channels: ['messenger'], info_channels: [], language: 'en' });
    await tell(referralMessage('referral.reserved.v1'));
    expect((await sent()).filter(({ recipient }) => recipient.startsWith('practitioner'))).toMatchObject([
      { channel: 'messenger', language: 'en' },
    ]);
    await tell(referralMessage('referral.confirmed.v1', { transition: 'T10', urgencyClass: 'U2' }));
    expect(await lines()).toContain(`practitioner:${REFERRER} sms`);
  });

  it('a daily summary waits for the next working day, holidays and make-up days included', async () => {
    // The demo table of 2026: Labour Day from 1 to 5 May; Saturday 9 May is a working day.
    await database.pool.query(
      `INSERT INTO notification.calendar_table VALUES ('000000', 2026, 'whole-year', 1, $1, 'test', 'test', now())`,
      [v7()],
    );
    await database.pool.query(
      `INSERT INTO notification.calendar_day (county, year, basis, version, day, kind)
       SELECT '000000', 2026, 'whole-year', 1, day, 'holiday' FROM generate_series('2026-05-01'::date, '2026-05-05', '1 day') AS day
        UNION ALL VALUES ('000000', 2026::smallint, 'whole-year', 1, '2026-05-09'::date, 'working-day')`,
    );
    await at('2026-04-30T04:00:00Z');
    await choose(REFERRER, { digest: 'daily', info_channels: ['email'] });
    await tell(referralMessage('referral.accepted.v1'));
    await tell(referralMessage('referral.arrived.v1'));
    const waiting = async () =>
      (await database.pool.query('SELECT notices, due_at FROM notification.personal_digest')).rows;
    expect(await waiting()).toEqual([{ notices: 2, due_at: new Date('2026-05-05T23:30:00Z') }]);
    await at('2026-05-06T00:00:00Z');
    expect(await replica.digests.runOnce()).toBe(1);
    expect(await waiting()).toEqual([]);
    expect((await sent()).filter(({ channel }) => channel === 'email')).toMatchObject([
      { recipient: `practitioner:${REFERRER}` },
    ]);
    await at('2026-05-08T04:00:00Z');
    await tell(referralMessage('referral.accepted.v1'));
    expect(await waiting()).toEqual([{ notices: 1, due_at: new Date('2026-05-08T23:30:00Z') }]);
  });

  it('twice the same message is one delivery for each person and channel', async () => {
    await onDuty(DESK, CLERK, ...whole);
    await onDuty(CARDIOLOGY, CLERK, ...whole);
    const message = referralMessage('referral.submitted.v1', { urgencyClass: 'U2' });
    await Promise.all([tell(message), tell(message), tell(message)]);
    expect(await lines()).toEqual([`practitioner:${CLERK} phone`, `practitioner:${CLERK} sms`]);
  });
});
