import type { FieldError } from '../../problem/problem';
import type { LightForm } from '../form/light-form';
import type { Fate } from './outbox.machine';

/** A refusal as it is kept with the draft, to be mended. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  /** The open referral that stands in the way (V07). */
  readonly open?: { readonly id: string; readonly referralNo: string };
}

/** One draft in the outbox of this device. */
export interface Draft {
  readonly id: string;
  /** Only this account, at this institution, sees and sends it. */
  readonly owner: string;
  readonly fate: Fate;
  readonly form: LightForm;
  readonly changedAt: number;
  /** One key for each of the two writes, for the life of the draft: however often it is sent, it happens once. */
  readonly keys: { readonly visit: string; readonly referral: string };
  /** The bodies as they were first sent; a key goes with one body only. */
  readonly sealed: { readonly visit?: object; readonly referral?: object };
  readonly visitId?: string;
  readonly attempts: number;
  readonly firstSentAt?: number;
  readonly tryAt: number;
  /** A tab that sends holds the draft until then. */
  readonly takenUntil: number;
  readonly refusal?: Refusal;
  readonly referral?: {
    readonly id: string;
    readonly no: string;
    readonly verdict: { zh: string; en: string } | undefined;
  };
  readonly verdict?: { zh: string; en: string };
}
