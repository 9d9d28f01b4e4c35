import { createHmac } from 'node:crypto';
import { generateSync, generateURI, ScureBase32Plugin, verifySync } from 'otplib';

const STEP_SECONDS = 30;
/** HMAC-SHA-256 (engineering §7.2), six digits, a new code each half minute. */
const FORM = { algorithm: 'sha256', digits: 6, period: STEP_SECONDS } as const;
const base32 = new ScureBase32Plugin();

/** From the third wrong code on everybody waits, twice as long each time; after the fifth a quarter of an hour. */
const FREE_TRIES = 2;
const MOST_TRIES = 5;
const LOCK_SECONDS = 900;

interface Tries {
  wrong: number;
  /** Nothing is checked before, in seconds since 1970. */
  closedUntil: number;
  /** Then the wrong ones are forgotten. */
  endsAt: number;
}

/**
 * One-time codes (TOTP, RFC 6238) of the demo accounts. They follow real time and never the county's clock: an
 * authenticator on a phone knows no other, and a demonstration that moves to next Tuesday must not end its codes.
 * What was used and tried is gone with the process.
 */
export class OneTimeCodes {
  private readonly lastStep = new Map<string, number>();
  private readonly tries = new Map<string, Tries>();

  /** @param now seconds since 1970 */
  constructor(
    private readonly key: string,
    private readonly now: () => number = () => Math.floor(Date.now() / 1000),
  ) {}

  /** The account's secret, as an authenticator takes it: the same after a restart. */
  secretOf(account: string): string {
    const bytes = createHmac('sha256', this.key).update(`totp:${account}`).digest();
    return base32.encode(bytes, { padding: false });
  }

  /** The secret as an address that authenticators read. */
  addressOf(account: string): string {
    return generateURI({ issuer: 'Fenji Demo', label: account, secret: this.secretOf(account), ...FORM });
  }

  /** A code that would be taken now, and undefined until the next one where all of the window are used. */
  nextOf(account: string): string | undefined {
    const step = Math.max(this.step(), (this.lastStep.get(account) ?? -1) + 1);
    if (step > this.step() + 1) return undefined;
    return generateSync({ secret: this.secretOf(account), epoch: step * STEP_SECONDS, ...FORM });
  }

  /**
   * Takes a code of this half minute or of the one beside it, each once and none older than one that was taken. A code
   * that comes while the account waits is not looked at.
   */
  take(account: string, code: string): boolean {
    const tries = this.triesOf(account);
    if (this.now() < tries.closedUntil) return false;
    const step = /^\d{6}$/.test(code) ? this.stepOf(account, code) : undefined;
    if (step === undefined) {
      this.noteWrong(account, tries);
      return false;
    }
    this.lastStep.set(account, step);
    this.tries.delete(account);
    return true;
  }

  private stepOf(account: string, token: string): number | undefined {
    const result = verifySync({
      secret: this.secretOf(account),
      token,
      epoch: this.now(),
      epochTolerance: STEP_SECONDS,
      afterTimeStep: this.lastStep.get(account),
      ...FORM,
    });
    return result.valid && 'timeStep' in result ? result.timeStep : undefined;
  }

  private triesOf(account: string): Tries {
    const kept = this.tries.get(account);
    return kept && this.now() < kept.endsAt ? kept : { wrong: 0, closedUntil: 0, endsAt: this.now() + LOCK_SECONDS };
  }

  private noteWrong(account: string, { wrong: before, endsAt }: Tries): void {
    const wrong = before + 1;
    const locked = wrong >= MOST_TRIES;
    const wait = locked ? LOCK_SECONDS : wrong > FREE_TRIES ? 2 ** (wrong - FREE_TRIES) : 0;
    const closedUntil = this.now() + wait;
    this.tries.set(account, { wrong, closedUntil, endsAt: Math.max(endsAt, closedUntil) });
  }

  private step(): number {
    return Math.floor(this.now() / STEP_SECONDS);
  }
}
