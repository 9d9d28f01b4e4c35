import type { NotificationEnv } from '../env.js';
import type { Adapter } from './adapter.js';
import { Adapters } from './adapters.js';
import { AliyunSms, type CloudSms, TencentSms } from './cloud-sms.js';
import { Gateway } from './gateway.js';
import { Reach } from './guarded-post.js';
import { Mail } from './mail.js';
import { DINGTALK, Messenger, WECOM } from './messenger.js';
import { Push, type VapidKeys } from './push.js';
import { Webhook } from './webhook.js';

/** Where this house may post to on the word of a hospital or a browser. */
export class Reaches {
  readonly webhook: Reach;
  readonly push: Reach;

  constructor({ WEBHOOK_HOSTS, WEBHOOK_NETWORKS, PUSH_HOSTS }: NotificationEnv) {
    this.webhook = new Reach(WEBHOOK_HOSTS, WEBHOOK_NETWORKS);
    this.push = new Reach(PUSH_HOSTS);
  }
}

/** The ways out that the environment names. */
export function adaptersFrom(env: NotificationEnv, reaches: Reaches): Adapters {
  const ways = [sms(env), phone(env), messenger(env), mail(env), push(env, reaches), webhook(env, reaches)];
  return new Adapters(ways.filter((way): way is Adapter => way !== undefined));
}

function sms({ SMS_KIND, SMS_URL, SMS_SECRET, SMS_KEY_ID = '', ...env }: NotificationEnv): Adapter | undefined {
  if (!SMS_URL || !SMS_SECRET) return undefined;
  if (SMS_KIND === 'fenji') return new Gateway('sms', { url: SMS_URL, secret: SMS_SECRET });
  const house: CloudSms = {
    url: SMS_URL,
    key: { id: SMS_KEY_ID, secret: SMS_SECRET },
    signName: env.SMS_SIGN_NAME ?? '',
    template: env.SMS_TEMPLATE ?? '',
    ...(env.SMS_APP_ID ? { appId: env.SMS_APP_ID } : {}),
  };
  return SMS_KIND === 'aliyun' ? new AliyunSms(house) : new TencentSms(house);
}

function phone({ PHONE_URL, PHONE_SECRET }: NotificationEnv): Adapter | undefined {
  return PHONE_URL && PHONE_SECRET ? new Gateway('phone', { url: PHONE_URL, secret: PHONE_SECRET }) : undefined;
}

function messenger(env: NotificationEnv): Adapter | undefined {
  const { MESSENGER_KIND, MESSENGER_URL: url, MESSENGER_SECRET: secret } = env;
  if (!url || !secret) return undefined;
  if (MESSENGER_KIND === 'fenji') return new Gateway('messenger', { url, secret });
  const app = { url, id: env.MESSENGER_KEY_ID ?? '', secret, agentId: env.MESSENGER_AGENT_ID ?? '' };
  return new Messenger(app, MESSENGER_KIND === 'wecom' ? WECOM : DINGTALK);
}

function mail({ SMTP_URL, MAIL_FROM }: NotificationEnv): Adapter | undefined {
  return SMTP_URL && MAIL_FROM ? new Mail({ url: SMTP_URL, from: MAIL_FROM }) : undefined;
}

/** What web push needs; undefined unless all of it is configured. */
export function vapidOf(env: NotificationEnv): VapidKeys | undefined {
  const { VAPID_SUBJECT: subject, VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env;
  return subject && publicKey && privateKey ? { subject, publicKey, privateKey } : undefined;
}

function push(env: NotificationEnv, reaches: Reaches): Adapter | undefined {
  const keys = vapidOf(env);
  return keys && new Push(keys, reaches.push);
}

function webhook({ WEBHOOK_HOSTS }: NotificationEnv, reaches: Reaches): Adapter | undefined {
  return WEBHOOK_HOSTS.length > 0 ? new Webhook(reaches.webhook) : undefined;
}
