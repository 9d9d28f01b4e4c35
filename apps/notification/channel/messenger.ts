import { accepted, failed, type Outcome, refused } from '../delivery/attempt.js';
import type { Adapter, Letter } from './adapter.js';
import { isAnswer, outcomeOf, post } from './post.js';

/** An application of the house in its enterprise messenger. */
export interface MessengerApp {
  readonly url: string;
  /** corpid (WeCom) or appKey (DingTalk). */
  readonly id: string;
  readonly secret: string;
  readonly agentId: string;
}

/** What differs between the two messengers. */
interface Dialect {
  readonly tokenPath: string;
  tokenBody(app: MessengerApp): object;
  readonly sendPath: string;
  sendBody(app: MessengerApp, letter: Letter): object;
  /** Codes of a recipient who is not known; the rest is ours. */
  readonly unknownRecipient: readonly number[];
  readonly staleToken: readonly number[];
}

export const WECOM: Dialect = {
  tokenPath: '/cgi-bin/gettoken',
  tokenBody: ({ id, secret }) => ({ corpid: id, corpsecret: secret }),
  sendPath: '/cgi-bin/message/send',
  sendBody: ({ agentId }, { address, text }) => ({
    touser: address,
    msgtype: 'text',
    agentid: Number(agentId),
    text: { content: text },
    enable_duplicate_check: 1,
  }),
  unknownRecipient: [40003, 60111, 81013],
  staleToken: [40014, 42001],
};

export const DINGTALK: Dialect = {
  tokenPath: '/gettoken',
  tokenBody: ({ id, secret }) => ({ appkey: id, appsecret: secret }),
  sendPath: '/topapi/message/corpconversation/asyncsend_v2',
  sendBody: ({ agentId }, { address, text }) => ({
    agent_id: agentId,
    userid_list: address,
    msg: { msgtype: 'text', text: { content: text } },
  }),
  unknownRecipient: [33012, 400002],
  staleToken: [88, 40014, 42001],
};

interface MessengerAnswer {
  errcode?: number;
  access_token?: string;
  expires_in?: number;
  invaliduser?: string;
}

/** Before its end, so that no message starts with a token that ends on the way. */
const MARGIN_SECONDS = 120;

/** 企业微信 or 钉钉: a token for some hours, then one message to one account. */
export class Messenger implements Adapter {
  readonly channel = 'messenger';
  private token?: { readonly value: string; readonly until: number };

  constructor(
    private readonly app: MessengerApp,
    private readonly dialect: Dialect,
  ) {}

  async send(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    const token = await this.currentToken(signal);
    if (typeof token !== 'string') return token;
    const { sendPath, sendBody, unknownRecipient, staleToken } = this.dialect;
    const url = new URL(sendPath, this.app.url);
    url.searchParams.set('access_token', token);
    const said = await this.ask(url, sendBody(this.app, letter), signal);
    if ('result' in said) return said;
    const code = said.errcode ?? -1;
    if (code === 0) return said.invaliduser ? refused('no-such-account') : accepted('ok');
    if (staleToken.includes(code)) this.token = undefined;
    return unknownRecipient.includes(code) ? refused(`errcode-${code}`) : failed(`errcode-${code}`);
  }

  private async currentToken(signal: AbortSignal): Promise<string | Outcome> {
    if (this.token && this.token.until > performance.now()) return this.token.value;
    const url = new URL(this.dialect.tokenPath, this.app.url);
    for (const [name, value] of Object.entries(this.dialect.tokenBody(this.app))) url.searchParams.set(name, value);
    const said = await this.ask(url, {}, signal);
    // Nothing was sent yet, whatever became of the question.
    if ('result' in said) return failed(`token-${said.code}`);
    if (!said.access_token) return failed(`token-errcode-${said.errcode ?? -1}`);
    const seconds = Math.max(0, (said.expires_in ?? 7200) - MARGIN_SECONDS);
    this.token = { value: said.access_token, until: performance.now() + seconds * 1000 };
    return said.access_token;
  }

  private async ask(url: URL, body: object, signal: AbortSignal): Promise<MessengerAnswer | Outcome> {
    const headers = { 'content-type': 'application/json' };
    const answer = await post({ url, headers, body: JSON.stringify(body) }, signal);
    if (!isAnswer(answer)) return answer;
    if (answer.status !== 200) return { ...outcomeOf(answer.status), ofChannel: true };
    try {
      return JSON.parse(answer.text) as MessengerAnswer;
    } catch {
      return failed('answer-unreadable');
    }
  }
}
