import { randomUUID } from 'node:crypto';
import { accepted, failed, type Outcome, refused } from '../delivery/attempt.js';
import type { Adapter, Letter } from './adapter.js';
import { aliyunHeaders, type CloudKey, queryOf, tencentHeaders } from './cloud-signature.js';
import { type Answer, isAnswer, outcomeOf, post } from './post.js';

/** The account of a house at its SMS cloud; the template has one variable, the text. */
export interface CloudSms {
  readonly url: string;
  readonly key: CloudKey;
  readonly signName: string;
  readonly template: string;
  /** Tencent: SmsSdkAppId. */
  readonly appId?: string;
}

/** Numbers that will never work; everything else may be mended or pass. */
const NEVER = /ILLEGAL|IncorrectPhoneNumber|InBlacklist|BLACK/i;
/** So many to one number that its owner is protected: no fault of the channel. */
const TOO_MANY = /BUSINESS_LIMIT|LimitExceeded\.Phone/i;

function verdict(code: string): Outcome {
  if (code.toUpperCase() === 'OK') return accepted('ok');
  const short = code.slice(0, 60);
  if (NEVER.test(code)) return refused(short);
  return TOO_MANY.test(code) ? { ...failed(short), ofChannel: false } : failed(short);
}

/** 阿里云短信 SendSms; `OutId` brings our id back in the receipt. */
export class AliyunSms implements Adapter {
  readonly channel = 'sms';

  constructor(private readonly house: CloudSms) {}

  async send({ id, address, text }: Letter, signal: AbortSignal): Promise<Outcome> {
    const { url, key, signName, template } = this.house;
    const target = new URL(url);
    const query = queryOf({
      PhoneNumbers: address,
      SignName: signName,
      TemplateCode: template,
      TemplateParam: JSON.stringify({ text }),
      OutId: id,
    });
    const call = { host: target.host, query, action: 'SendSms', version: '2017-05-25' };
    const headers = aliyunHeaders(key, call, { now: new Date(), nonce: randomUUID() });
    target.search = `?${query}`;
    const answer = await post({ url: target, headers, body: '' }, signal);
    return isAnswer(answer) ? verdictOf(answer, (body) => (body as { Code?: string }).Code) : answer;
  }
}

/** 腾讯云短信 SendSms; `SessionContext` brings our id back in the receipt. */
export class TencentSms implements Adapter {
  readonly channel = 'sms';

  constructor(private readonly house: CloudSms) {}

  async send({ id, address, text }: Letter, signal: AbortSignal): Promise<Outcome> {
    const { url, key, signName, template, appId = '' } = this.house;
    const body = JSON.stringify({
      PhoneNumberSet: [address.startsWith('+') ? address : `+86${address}`],
      SmsSdkAppId: appId,
      SignName: signName,
      TemplateId: template,
      TemplateParamSet: [text],
      SessionContext: id,
    });
    const call = { host: new URL(url).host, body, service: 'sms', action: 'SendSms', version: '2021-01-11' };
    const answer = await post({ url, headers: tencentHeaders(key, call, new Date()), body }, signal);
    if (!isAnswer(answer)) return answer;
    return verdictOf(answer, (said) => {
      const response = (said as TencentAnswer).Response;
      return response?.Error?.Code ?? response?.SendStatusSet?.[0]?.Code;
    });
  }
}

interface TencentAnswer {
  Response?: { SendStatusSet?: { Code?: string }[]; Error?: { Code?: string } };
}

/** The clouds say in the body what a status of HTTP does not. */
function verdictOf({ status, text }: Answer, codeOf: (body: unknown) => string | undefined): Outcome {
  const code = readCode(text, codeOf);
  if (code) return verdict(code);
  return status < 300 ? failed('answer-unreadable') : outcomeOf(status);
}

function readCode(text: string, codeOf: (body: unknown) => string | undefined): string | undefined {
  try {
    return codeOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
