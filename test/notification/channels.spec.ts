import { createECDH, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import webPush from 'web-push';
import type { Adapter, Letter } from '../../apps/notification/channel/adapter.js';
import { aliyunHeaders, tencentHeaders } from '../../apps/notification/channel/cloud-signature.js';
import { AliyunSms, TencentSms } from '../../apps/notification/channel/cloud-sms.js';
import { Reach } from '../../apps/notification/channel/guarded-post.js';
import { DINGTALK, Messenger, WECOM } from '../../apps/notification/channel/messenger.js';
import { Push } from '../../apps/notification/channel/push.js';
import { isSigned } from '../../apps/notification/channel/signature.js';
import { Webhook } from '../../apps/notification/channel/webhook.js';
import { answering, cutting, FakeGateway, hanging } from './fake-gateway.js';
import { aNotice } from './post-room.js';

const SECRET = 'a secret of at least 32 characters';
const KEY = { id: 'key-of-the-house', secret: 'secret-of-the-house' };
const HOUSE = { key: KEY, signName: '县医共体', template: 'SMS_1', appId: '1400' };
const HERE = new Reach(['127.0.0.1'], ['127.0.0.0/8']);

const letter = (more: Partial<Letter> = {}): Letter => {
  const { county, ...notice } = aNotice();
  return {
    ...{
      id: v7(),
      county,
      recipient: 'practitioner:x',
      address: '12012345678',
      language: 'zh',
      subject: '转诊',
      text: '请登录查看。',
    },
    notice: { ...notice, seq: 1 },
    ...more,
  };
};
const send = (adapter: Adapter, mail: Letter, milliseconds = 2_000) =>
  adapter.send(mail, AbortSignal.timeout(milliseconds));

describe('a channel', () => {
  let gateway: FakeGateway;
  beforeAll(async () => {
    gateway = await FakeGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.conduct = answering(202);
    gateway.received.length = 0;
  });

  describe('of a hospital system (webhook)', () => {
    const target = () => JSON.stringify({ url: gateway.url, secret: SECRET });
    const hook = new Webhook(HERE);

    it('tells ids, codes and times, signed with the secret of the house', async () => {
      const mail = letter({ address: target() });
      expect(await send(hook, mail)).toMatchObject({ result: 'accepted' });
      const { text, headers } = gateway.received[0]!;
      const given = { timestamp: String(headers['fenji-timestamp']), signature: String(headers['fenji-signature']) };
      expect(isSigned(SECRET, given, text, new Date())).toBe(true);
      expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(
        ['county', 'event', 'facts', 'id', 'occurredAt', 'referralId', 'referralNo', 'template', 'urgency'].sort(),
      );
    });

    it.each([
      ['fails', answering(500), 'failed'],
      ['is too busy', answering(429), 'failed'],
      ['does not know us', answering(401), 'failed'],
      ['refuses it', answering(422), 'refused'],
      ['has it already', answering(409), 'accepted'],
      ['hangs', hanging, 'unknown'],
      ['takes it and is gone', cutting, 'unknown'],
    ])('that %s', async (_, conduct, result) => {
      gateway.conduct = conduct;
      expect(await send(hook, letter({ address: target() }), 3_000)).toMatchObject({ result });
    });

    it('is not followed to another address', async () => {
      gateway.conduct = (response) => response.writeHead(302, { location: gateway.url }).end();
      expect(await send(hook, letter({ address: target() }))).toMatchObject({ result: 'failed', code: 'http-302' });
      expect(gateway.received).toHaveLength(1);
    });

    it('inside of the house is not called, by number or by name', async () => {
      const outside = new Webhook(new Reach(['127.0.0.1', 'localhost']));
      for (const url of [gateway.url, gateway.url.replace('http://127.0.0.1', 'https://localhost')]) {
        const address = JSON.stringify({ url, secret: SECRET });
        expect(await send(outside, letter({ address }))).toMatchObject({ result: 'failed', code: 'forbidden-address' });
      }
      expect(gateway.received).toEqual([]);
    });
  });

  it.each([
    ['https://his.example.org/fenji', true],
    ['https://a.push.example.net/x', true],
    ['http://his.example.org/fenji', false],
    ['https://user:word@his.example.org/', false],
    ['https://other.example.org/', false],
    ['https://evilpush.example.net/', false],
    ['https://his.example.org.evil.net/', false],
    ['ftp://his.example.org/', false],
    ['http://10.20.1.5/fenji', true],
    ['http://10.21.1.5/fenji', false],
    ['http://[::ffff:10.21.1.5]/', false],
    ['http://169.254.169.254/latest/meta-data', false],
  ])('may be told at %s: %s', (url, admitted) => {
    const listed = [
      'his.example.org',
      '*.push.example.net',
      '10.20.1.5',
      '10.21.1.5',
      '169.254.169.254',
      '::ffff:a15:105',
    ];
    expect(new Reach(listed, ['10.20.0.0/16']).admits(new URL(url))).toBe(admitted);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    '10.1.1.1',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    'nonsense',
  ])('does not lead to %s', (ip) => expect(new Reach([]).admitsIp(ip)).toBe(false));

  describe('of a browser (web push)', () => {
    const keys = { subject: 'mailto:it@county.example', ...webPush.generateVAPIDKeys() };
    const browser = () => {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const p256dh = ecdh.getPublicKey().toString('base64url');
      return { endpoint: gateway.url, keys: { p256dh, auth: randomBytes(16).toString('base64url') } };
    };
    const push = new Push(keys, HERE);

    it('is sealed for that browser and carries our key', async () => {
      gateway.conduct = answering(201);
      gateway.readsJson = false;
      const mail = letter({ address: JSON.stringify([browser(), browser()]) });
      expect(await send(push, mail)).toMatchObject({ result: 'accepted' });
      expect(gateway.received).toHaveLength(2);
      const { headers, text } = gateway.received[0]!;
      expect(headers).toMatchObject({
        'content-encoding': 'aes128gcm',
        authorization: expect.stringMatching(/^vapid t=/),
      });
      expect(text).not.toContain(mail.text);
    });

    it('that has gone is refused for good', async () => {
      gateway.conduct = answering(410);
      expect(await send(push, letter({ address: JSON.stringify([browser()]) }))).toMatchObject({ result: 'refused' });
      gateway.readsJson = true;
    });
  });

  describe('of the clouds (SMS)', () => {
    it('signs for 阿里云 as its document shows', () => {
      const call = { host: 'dysmsapi.aliyuncs.com', query: 'OutId=1', action: 'SendSms', version: '2017-05-25' };
      const headers = aliyunHeaders(KEY, call, { now: new Date('2026-03-05T00:00:00Z'), nonce: 'n' });
      expect(headers).toMatchObject({ 'x-acs-date': '2026-03-05T00:00:00Z', 'x-acs-action': 'SendSms' });
      expect(headers.authorization).toMatch(
        /^ACS3-HMAC-SHA256 Credential=key-of-the-house,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=[0-9a-f]{64}$/,
      );
    });

    it('signs for 腾讯云 as its document shows', () => {
      const call = {
        host: 'sms.tencentcloudapi.com',
        body: '{}',
        service: 'sms',
        action: 'SendSms',
        version: '2021-01-11',
      };
      const { authorization } = tencentHeaders(KEY, call, new Date('2026-03-05T00:00:00Z'));
      expect(authorization).toMatch(
        /^TC3-HMAC-SHA256 Credential=key-of-the-house\/2026-03-05\/sms\/tc3_request, SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$/,
      );
    });

    it.each([
      [{ Code: 'OK' }, 'accepted', true],
      [{ Code: 'isv.MOBILE_NUMBER_ILLEGAL' }, 'refused', false],
      [{ Code: 'isv.BUSINESS_LIMIT_CONTROL' }, 'failed', false],
      [{ Code: 'isv.AMOUNT_NOT_ENOUGH' }, 'failed', true],
      [{ nonsense: 1 }, 'failed', true],
    ])('阿里云 says %j: %s', async (said, result, ofChannel) => {
      gateway.conduct = answering(200, said);
      expect(await send(new AliyunSms({ ...HOUSE, url: gateway.url }), letter())).toMatchObject({ result, ofChannel });
    });

    it.each([
      [{ Response: { SendStatusSet: [{ Code: 'Ok' }] } }, 'accepted'],
      [{ Response: { SendStatusSet: [{ Code: 'FailedOperation.PhoneNumberInBlacklist' }] } }, 'refused'],
      [{ Response: { Error: { Code: 'AuthFailure.SignatureFailure' } } }, 'failed'],
    ])('腾讯云 says %j: %s', async (said, result) => {
      gateway.conduct = answering(200, said);
      const mail = letter();
      expect(await send(new TencentSms({ ...HOUSE, url: gateway.url }), mail)).toMatchObject({ result });
      expect(JSON.parse(gateway.received[0]!.text)).toMatchObject({
        SessionContext: mail.id,
        PhoneNumberSet: ['+8612012345678'],
      });
    });
  });

  describe.each([
    ['企业微信', WECOM],
    ['钉钉', DINGTALK],
  ])('of an enterprise messenger (%s)', (_, dialect) => {
    const app = () => ({ url: gateway.url, id: 'corp', secret: 'secret of the app', agentId: '7' });
    const saying = (sent: object) => {
      gateway.conduct = (response, received) => {
        const isToken = received.url?.includes('gettoken');
        answering(200, isToken ? { errcode: 0, access_token: 'token', expires_in: 7200 } : sent)(response, received);
      };
    };

    it('asks for a token once, and again when it has ended', async () => {
      const messenger = new Messenger(app(), dialect);
      saying({ errcode: 0 });
      expect(await send(messenger, letter())).toMatchObject({ result: 'accepted' });
      expect(await send(messenger, letter())).toMatchObject({ result: 'accepted' });
      expect(gateway.received).toHaveLength(3);
      saying({ errcode: 42001 });
      expect(await send(messenger, letter())).toMatchObject({ result: 'failed' });
      saying({ errcode: 0 });
      expect(await send(messenger, letter())).toMatchObject({ result: 'accepted' });
      expect(gateway.received).toHaveLength(6);
    });

    it('refuses an account that it does not know', async () => {
      saying({ errcode: dialect.unknownRecipient[0] });
      expect(await send(new Messenger(app(), dialect), letter())).toMatchObject({ result: 'refused' });
    });
  });
});
