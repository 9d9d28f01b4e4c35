import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Principal } from '#service/auth/principal.js';
import { Cipher } from '#service/crypto/cipher.js';
import { SYSTEM } from '#service/database/database.js';
import { Env } from '#service/env.js';
import { Policies } from '#service/rules/policies.js';
import type { Write } from '#service/write/write.js';
import { Writes } from '#service/write/writes.js';
import { StaffAddresses } from '../../apps/notification/address/staff-addresses.js';
import { claimDue } from '../../apps/notification/delivery/claim.store.js';
import type { Channel } from '../../apps/notification/delivery/delivery.js';
import type { NewPreferences } from '../../apps/notification/preference/preference.dto.js';
import { Preferences } from '../../apps/notification/preference/preferences.js';
import { stillMeant } from '../../apps/notification/reach/still-meant.js';
import { type FreshDatabase, freshDatabase, TEST_ENCRYPTION_KEYS } from '../system/database.js';
import { DESK, Replica } from './house.js';
import { REFERRER, referralMessage } from './messages.js';

const DOCTOR: Principal = { ...DESK, account: 'family-doctor', practitioner: REFERRER, institution: '990101T01' };
const NOON = '2026-03-06T04:00:00Z';
const LATE = '2026-03-06T15:30:00Z';
const MORNING = new Date('2026-03-06T23:00:00Z');

describe('a person says how to be told', () => {
  let database: FreshDatabase;
  let replica: Replica;
  let preferences: Preferences;
  let addresses: StaffAddresses;

  beforeEach(async () => {
    database = await freshDatabase('notification');
    await database.pool.query(`INSERT INTO notification.demo_marker (county) VALUES ('990101')`);
    // Specs name fixed dates: they must also hold once these are past.
    await database.pool.query('ALTER TABLE notification.business_clock DROP CONSTRAINT business_clock_ahead_check');
    replica = await Replica.start(database.url);
    const cipher = new Cipher(
      Object.assign(new Env(), { ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS, CRYPTO_PROFILE: 'intl' }),
    );
    const { database: own } = replica;
    preferences = new Preferences(own, new Writes(own), new Policies(own), cipher);
    addresses = new StaffAddresses(own, cipher);
    await at(NOON);
  });

  afterEach(async () => {
    await replica.stop();
    await database.drop();
  });

  const at = (instant: string) =>
    database.pool.query(
      `INSERT INTO notification.business_clock (ahead) VALUES ($1::timestamptz - now())
           ON CONFLICT (demo) DO UPDATE SET ahead = excluded.ahead`,
      [instant],
    );
  const change = (wish: Partial<NewPreferences>, more: Partial<Write> = {}, principal = DOCTOR) => {
    const key = randomUUID();
    const write: Write = {
      principal,
      key,
      requestHash: key,
      method: 'PUT',
      path: '/v1/preferences',
      waitMs: 0,
      ...more,
    };
    return preferences.change(write, { language: 'zh', digest: 'at-once', ...wish });
  };
  const waiting = async () =>
    (
      await database.pool.query<{ channel: Channel; state: string; next_at: Date }>(
        `SELECT channel, state, next_at FROM notification.delivery WHERE recipient = $1 ORDER BY created_at, channel`,
        [`practitioner:${REFERRER}`],
      )
    ).rows;
  const claim = (channel: Channel) =>
    replica.database.transaction(SYSTEM, async (tx, now) => stillMeant(tx, await claimDue(tx, channel, 10), now));

  it('hears of the usual hours before choosing, and of own choices with masked addresses after', async () => {
    expect(await preferences.own(DOCTOR)).toMatchObject({
      version: 0,
      body: { version: 0, language: 'zh', digest: 'at-once', quietHours: { from: '21:00', to: '07:00' } },
    });
    const chosen = { language: 'en', taskChannels: ['messenger', 'messenger'], infoChannels: [] } as const;
    const wish = { ...chosen, taskChannels: [...chosen.taskChannels], infoChannels: [] };
    const address = { phone: '13900000000', email: 'doctor@hospital.example', messenger: 'wang.min' };
    expect((await change({ ...wish, ...address, quietHours: { from: '22:30', to: '06:00' } })).body).toEqual({
      version: 1,
      language: 'en',
      digest: 'at-once',
      taskChannels: ['messenger'],
      infoChannels: [],
      quietHours: { from: '22:30', to: '06:00' },
      phone: '139****0000',
      email: 'd*****@hospital.example',
      messenger: 'w*****',
    });
    const { rows } = await database.pool.query('SELECT sealed FROM notification.staff_address');
    expect(JSON.stringify(rows)).not.toMatch(/139|wang|hospital/);
  });

  it('keeps addresses that are not mentioned, and forgets what is null', async () => {
    await change({ phone: '13900000000', email: 'doctor@hospital.example' });
    const { body } = await change({ phone: null });
    expect([body.phone, body.email]).toEqual([undefined, 'd*****@hospital.example']);
  });

  it('changes nothing for who has read an older version, and the same for a key that comes twice', async () => {
    await change({}, { ifMatch: 0 });
    await expect(change({ language: 'en' }, { ifMatch: 0 })).rejects.toMatchObject({ status: 412 });
    const key = randomUUID();
    const [one, two] = [await change({}, { key, requestHash: key }), await change({}, { key, requestHash: key })];
    expect([one.version, two.version, two.replayed]).toEqual([2, 2, true]);
  });

  it('shows nobody else’s: each person has his own', async () => {
    await change({ phone: '13900000000' });
    expect((await preferences.own({ ...DOCTOR, practitioner: randomUUID() })).body.phone).toBeUndefined();
    expect((await preferences.own({ ...DOCTOR, county: '990102' })).body.phone).toBeUndefined();
  });

  it('a choice holds for what waits already: another channel takes it over, the old one is withdrawn', async () => {
    await at(LATE);
    await replica.notices.record(referralMessage('referral.reserved.v1'));
    await change({ taskChannels: ['email', 'push'] });
    expect(await waiting()).toMatchObject([
      { channel: 'sms', state: 'cancelled' },
      { channel: 'email', state: 'waiting', next_at: MORNING },
      { channel: 'push', state: 'waiting', next_at: MORNING },
    ]);
    await change({ taskChannels: ['email'], quietHours: { from: '23:45', to: '05:00' } });
    expect((await waiting()).filter(({ state }) => state === 'waiting')).toEqual([
      { channel: 'email', state: 'waiting', next_at: expect.any(Date) },
    ]);
    expect((await waiting()).find(({ state }) => state === 'waiting')!.next_at.getTime()).toBeLessThan(
      MORNING.getTime(),
    );
  });

  it('what U1 and U2 wait for stays as the plan has it', async () => {
    await replica.notices.record(referralMessage('referral.reserved.v1', { urgencyClass: 'U2' }));
    await change({ taskChannels: [] });
    expect(await waiting()).toMatchObject([{ channel: 'sms', state: 'waiting' }]);
  });

  it('a retry that comes due at night goes back until the morning and counts as no attempt', async () => {
    await replica.notices.record(referralMessage('referral.reserved.v1'));
    await replica.notices.record(referralMessage('referral.reserved.v1', { urgencyClass: 'U2' }));
    await at(LATE);
    const sent = (await claim('sms')).filter(({ recipient }) => recipient === `practitioner:${REFERRER}`);
    expect(sent.map(({ notice }) => notice.facts.urgencyClass)).toEqual(['U2']);
    expect(await waiting()).toMatchObject([{ state: 'waiting', next_at: MORNING }, { state: 'sending' }]);
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS patients, min(next_at) AS next_at FROM notification.delivery
        WHERE recipient ~ '^(patient|contact)' AND state = 'waiting'`,
    );
    expect(rows).toEqual([{ patients: 2, next_at: MORNING }]);
  });

  it('an address is opened at the moment of sending, and not for who has left the house', async () => {
    await change({ phone: '13900000000' });
    await replica.notices.record(referralMessage('referral.reserved.v1', { fromInstitution: '990101T01' }));
    const claimed = (await claim('sms')).filter(({ recipient }) => recipient === `practitioner:${REFERRER}`);
    expect(await addresses.find(claimed)).toEqual([{ address: '13900000000' }]);
    const works = (institution: string, until: string | null) =>
      database.pool.query(
        `INSERT INTO notification.staff_member VALUES ('990101', $1, $2, $3, 1)
             ON CONFLICT (county, practitioner) DO UPDATE SET institution = excluded.institution, until = excluded.until`,
        [REFERRER, institution, until],
      );
    await works('990101T01', '2026-03-07');
    expect(await addresses.find(claimed)).toEqual([{ address: '13900000000' }]);
    await works('990101T02', null);
    expect(await addresses.find(claimed)).toMatchObject([{ outcome: { code: 'left-the-house', result: 'refused' } }]);
    await works('990101T01', '2026-03-06');
    expect(await addresses.find(claimed)).toMatchObject([{ outcome: { code: 'left-the-house' } }]);
  });

  it('has no address for a post and for a channel that needs none of a person', async () => {
    const one = { county: '990101', id: v7(), channel: 'sms', notice: { id: v7() } };
    const asked = [
      { ...one, recipient: 'desk:990101:990101H01' },
      { ...one, recipient: `practitioner:${REFERRER}`, channel: 'webhook' },
    ];
    expect(await addresses.find(asked as never)).toMatchObject([
      { outcome: { code: 'no-address' } },
      { outcome: { code: 'no-address' } },
    ]);
  });
});
