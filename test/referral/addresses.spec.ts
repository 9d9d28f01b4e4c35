import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { v7 } from 'uuid';
import { TokenVerifier } from '#service/auth/token-verifier.js';
import { Cipher } from '#service/crypto/cipher.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { Env } from '#service/env.js';
import { logger } from '#service/logging/logger.js';
import { configureHttp } from '#service/start.js';
import { PatientAddresses } from '../../apps/notification/address/patient-addresses.js';
import type { Claimed } from '../../apps/notification/delivery/attempt.js';
import { NotificationEnv } from '../../apps/notification/env.js';
import { AddressModule } from '../../apps/referral/address/address.module.js';
import { Institution } from '../../apps/referral/network/institution.entity.js';
import { sealIdentity } from '../../apps/referral/patient/identity.js';
import { Patient } from '../../apps/referral/patient/patient.entity.js';
import { formContext } from '../../apps/referral/referral/road/commands.js';
import type { ReferralRow } from '../../apps/referral/referral/store/referral.row.js';
import { TEST_ENCRYPTION_KEYS, TEST_INTERNAL_TOKEN } from '../system/database.js';
import { openStoreRoom, type StoreRoom } from './store-room.js';

const COUNTY = '990101';
const PHONE = '12012345678';
const DAUGHTER = '12087654321';

describe('the address of a patient, asked for at the moment of sending', () => {
  let room: StoreRoom;
  let app: NestExpressApplication;
  let asker: PatientAddresses;
  let cipher: Cipher;
  const env = Object.assign(new Env(), { ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS, INTERNAL_TOKEN: TEST_INTERNAL_TOKEN });

  beforeAll(async () => {
    logger.level = 'silent';
    room = await openStoreRoom();
    cipher = new Cipher(env);
    const parts = [
      { provide: Env, useValue: env },
      { provide: Database, useValue: room.database },
      { provide: Cipher, useValue: cipher },
      TokenVerifier,
    ];
    const testing = await Test.createTestingModule({
      imports: [{ module: class Parts {}, global: true, providers: parts, exports: parts }, AddressModule],
    }).compile();
    app = testing.createNestApplication<NestExpressApplication>({ bodyParser: false });
    configureHttp(app, env);
    await app.listen(0, '127.0.0.1');
    asker = askerAt(await app.getUrl());
    await room.database.transaction(SYSTEM, async (tx) => {
      await tx.insert(Institution, [
        house('990101H01', '第一医院', 'First Hospital'),
        house('990101H09', '第三精神病医院', 'Hospital 3'),
      ]);
    });
  });
  afterAll(async () => {
    await app.close();
    await room.close();
  });

  const askerAt = (url: string, token = TEST_INTERNAL_TOKEN) =>
    new PatientAddresses(
      Object.assign(new NotificationEnv(), { REFERRAL_URL: url }),
      Object.assign(new Env(), { INTERNAL_TOKEN: token }),
    );

  const house = (code: string, name: string, nameEn: string): Institution => ({
    ...{ county: COUNTY, code, name, nameEn, type: 'county-hospital', tier: 3, level: 2, grade: null },
    ...{ ownership: 'public', divisionCode: COUNTY, phone: null, online: true, validFrom: '2025-01-01', validTo: null },
  });

  async function aCase(change: Partial<ReferralRow> = {}, contactPhone?: string): Promise<ReferralRow> {
    const patientId = v7();
    const sealed = sealIdentity(cipher, '990101T01', patientId, { name: '张三', idNo: '1', phone: PHONE, address: '' });
    await room.database.transaction(SYSTEM, (tx) =>
      tx.insert(Patient, {
        ...{ county: COUNTY, id: patientId, sealedBy: '990101T01', ...sealed, idType: '01', idBlind: patientId },
        ...{
          birthDate: '1950-01-01',
          sexCode: 1,
          divisionCode: COUNTY,
          homeInstitution: '990101T01',
          homeClinic: null,
          keyGroups: [],
        },
      }),
    );
    const id = v7();
    const form = JSON.stringify(
      contactPhone ? { contact: { name: '李四', relation: 'daughter', phone: contactPhone } } : {},
    );
    const formSealed = cipher.encrypt('990101T01', formContext(id), form);
    return room.stored(new Date(), { id, patientId, formSealed, ...change });
  }

  const delivery = (row: ReferralRow, whose = 'patient', more: Partial<Claimed> = {}): Claimed =>
    ({
      ...{
        recipient: `${whose}:${row.id}`,
        patientOf: { county: COUNTY, referralId: row.id },
        channel: 'sms',
        language: 'zh',
      },
      notice: { id: v7() },
      ...more,
    }) as Claimed;

  it('is the telephone of the patient, or of the contact that the form names', async () => {
    const row = await aCase({}, DAUGHTER);
    const found = await asker.find([
      delivery(row),
      delivery(row, 'contact'),
      delivery(row, 'patient', { language: 'en' }),
    ]);
    expect(found).toEqual([
      { address: PHONE, hospital: '第一医院' },
      { address: DAUGHTER, hospital: '第一医院' },
      { address: PHONE, hospital: 'First Hospital' },
    ]);
  });

  it('is noted for the house that refers, with the notice as its purpose', async () => {
    const row = await aCase();
    const asked = delivery(row);
    await asker.find([asked]);
    const { rows } = await room.fresh.pool.query(
      'SELECT account, institution, subject, purpose FROM referral.access_log WHERE subject_id = $1',
      [row.patientId],
    );
    const purpose = `notify:${asked.notice.id}`;
    expect(rows).toEqual([{ account: 'service:notification', institution: '990101T01', subject: 'patient', purpose }]);
  });

  it('is asked once where patient and contact share a telephone', async () => {
    const row = await aCase({}, PHONE);
    expect(await asker.find([delivery(row, 'contact')])).toMatchObject([
      { outcome: { result: 'refused', code: 'no-address' } },
    ]);
  });

  it('is not told of the dead, nor for what was entered in error', async () => {
    const dead = await aCase();
    const wrong = await aCase();
    await room.fresh.pool.query('UPDATE referral.patient SET died_at = now() WHERE id = $1', [dead.patientId]);
    await room.fresh.pool.query(
      `INSERT INTO referral.referral_void (county, referral_id, requested_at, requested_institution, requested_account, requested_by,
         answered_at, answered_account, answered_by, agreed) VALUES ($1, $2, now(), 'H', 'a', gen_random_uuid(), now(), 'b', gen_random_uuid(), true)`,
      [COUNTY, wrong.id],
    );
    expect(await asker.find([delivery(dead), delivery(dead, 'contact'), delivery(wrong)])).toMatchObject([
      { outcome: { code: 'patient-died', withheld: true } },
      { outcome: { code: 'patient-died', withheld: true } },
      { outcome: { code: 'referral-void', withheld: true } },
    ]);
  });

  it('comes without the name of a house that tells a diagnosis', async () => {
    expect(await asker.find([delivery(await aCase({ toInstitution: '990101H09' }))])).toEqual([{ address: PHONE }]);
  });

  it('is nothing for an unknown referral, for one of another county, and for a channel that patients have not', async () => {
    const row = await aCase();
    const found = await asker.find([
      delivery({ ...row, id: v7() }),
      delivery(row, 'patient', { patientOf: { county: '990102', referralId: row.id } }),
      delivery(row, 'patient', { channel: 'email' }),
    ]);
    expect(found.map((one) => 'outcome' in one && one.outcome?.code)).toEqual([
      'no-address',
      'no-address',
      'no-address',
    ]);
  });

  it('is a failed attempt without an answer, or with a wrong token, and no fault of the channel', async () => {
    const row = await aCase();
    const failedAttempt = [{ outcome: { result: 'failed', code: 'address-not-answered', ofChannel: false } }];
    expect(await askerAt('http://127.0.0.1:1').find([delivery(row)])).toEqual(failedAttempt);
    const stranger = askerAt(await app.getUrl(), 'a token of quite another house than this');
    expect(await stranger.find([delivery(row)])).toEqual(failedAttempt);
  });

  it.each([undefined, 'Bearer', 'Bearer x', `Basic ${TEST_INTERNAL_TOKEN}`])(
    'is refused to %s',
    async (authorization) => {
      const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
      const wanted = [{ noticeId: v7(), county: COUNTY, referralId: v7(), whose: 'patient' }];
      const url = new URL('/internal/addresses', await app.getUrl());
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ wanted }) });
      expect(answer.status).toBe(401);
    },
  );
});
