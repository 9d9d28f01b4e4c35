import { Injectable } from '@nestjs/common';
import { Env } from '#service/env.js';
import { isAnswer, post } from '../channel/post.js';
import { type Claimed, failed, type Outcome, withheld } from '../delivery/attempt.js';
import type { Language } from '../delivery/delivery.js';
import { NotificationEnv } from '../env.js';
import { type Found, NO_ADDRESS } from './found.js';

/** Referral answers within this time, or the attempt has failed (architecture §6). */
const PATIENCE_MILLISECONDS = 1_000;

const NOT_ANSWERED: Found = { outcome: { ...failed('address-not-answered'), ofChannel: false } };

/** One entry of the answer of `POST /internal/addresses`. */
interface AnsweredAddress {
  readonly phone?: string;
  readonly hospital?: Readonly<Record<Language, string>>;
  /** Nothing may be sent any more. */
  readonly withheld?: 'patient-died' | 'referral-void';
}

/** Asks referral for the addresses of patients, under the ids of the notices as the purpose (architecture §6). */
@Injectable()
export class PatientAddresses {
  constructor(
    private readonly env: NotificationEnv,
    private readonly shared: Env,
  ) {}

  /** One answer for each delivery, in their order. */
  async find(deliveries: readonly Claimed[]): Promise<Found[]> {
    if (deliveries.length === 0) return [];
    const answered = await this.ask(deliveries);
    return deliveries.map(({ channel, language }, i) => {
      if (!answered) return NOT_ANSWERED;
      const { phone, hospital, withheld: why } = answered[i] ?? {};
      if (why) return { outcome: withheld(why) satisfies Outcome };
      // Patients have a telephone and no account.
      const reachable = phone && (channel === 'sms' || channel === 'phone');
      return reachable ? { address: phone, ...(hospital ? { hospital: hospital[language] } : {}) } : NO_ADDRESS;
    });
  }

  private async ask(deliveries: readonly Claimed[]): Promise<AnsweredAddress[] | undefined> {
    const { REFERRAL_URL } = this.env;
    const { INTERNAL_TOKEN } = this.shared;
    if (!REFERRAL_URL || !INTERNAL_TOKEN) return undefined;
    const wanted = deliveries.map(({ recipient, patientOf, notice }) => ({
      ...patientOf,
      noticeId: notice.id,
      whose: recipient.startsWith('contact:') ? 'contact' : 'patient',
    }));
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${INTERNAL_TOKEN}` };
    const url = new URL('/internal/addresses', REFERRAL_URL);
    const body = JSON.stringify({ wanted });
    const answer = await post({ url, headers, body }, AbortSignal.timeout(PATIENCE_MILLISECONDS));
    if (!isAnswer(answer) || answer.status !== 200) return undefined;
    return (JSON.parse(answer.text) as { addresses: AnsweredAddress[] }).addresses;
  }
}
