import { setTimeout as later } from 'node:timers/promises';
import { v7 } from 'uuid';
import { fetchToken, type Running } from '../demo/running/running.js';
import { UP_BODY } from '../demo/story/forms.js';
import { type Case, HOSPITAL } from './cases.js';
import { call } from './http.js';

const CARDIOLOGY = '03.04';
const RETRY_MS = 250;

/** Many family doctors who refer their patients, each once. */
export class Crowd {
  private readonly tokens = new Map<string, string>();
  private next = 0;

  constructor(
    private readonly running: Running,
    private readonly cases: readonly Case[],
    private readonly window: { earliest: string; latest: string; signed?: string },
  ) {}

  /** Fresh tokens: they live for some minutes, a bench for longer. */
  async logIn(): Promise<void> {
    for (const account of new Set(this.cases.map((one) => one.account))) {
      this.tokens.set(account, await fetchToken(this.running, account));
    }
  }

  /** Submits the next case, again under its key where Fenji says "not now", and gives the referral's id. */
  readonly submit = (): Promise<string> => this.post({});

  /** The same; answered when the referral has a unit or a place in the wait list. */
  readonly submitAndWait = (): Promise<string> => this.post({ prefer: 'wait=10' });

  private async post(more: Record<string, string>): Promise<string> {
    const one = this.cases[this.next++];
    if (!one) throw new Error('every case has been referred');
    const headers = { authorization: `Bearer ${this.tokens.get(one.account)}`, 'idempotency-key': v7(), ...more };
    const post = () => call('POST', `${this.running.door}/v1/referrals`, headers, this.form(one));
    let reply = await post();
    while (reply.status === 503) {
      await later(RETRY_MS);
      reply = await post();
    }
    if (reply.status !== 201 && reply.status !== 202) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    return (reply.body as { id: string }).id;
  }

  private form({ patientId, visitId }: Case): object {
    const { signed, ...window } = this.window;
    return {
      direction: 'up',
      purpose: 'visit',
      origin: 'family-doctor',
      urgencyClass: 'U3',
      patientId,
      firstVisitEncounterId: visitId,
      consent: { type: 'patient', at: signed ?? window.earliest, method: 'paper' },
      to: { institution: HOSPITAL, deptCode: CARDIOLOGY },
      autoNext: false,
      requested: { pool: 'expert-slot', deptCode: CARDIOLOGY, ...window },
      up: UP_BODY,
    };
  }
}
