import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Cipher } from '#service/crypto/cipher.js';
import { logger } from '#service/logging/logger.js';
import { Problem } from '#service/problem/problem.js';
import { DoorEnv } from '../env.js';
import { newCookie } from './cookie.js';
import { Provider, Refused, type SignedIn } from './provider.js';
import { rolesIn, SecondFactor } from './second-factor.js';
import { type KeptSession, SessionStore } from './session.store.js';

/** An access token is renewed this long before its end: whoever finds it under renewal can still use it. */
const AHEAD_SECONDS = 60;
/** How long a renewal ahead of time is waited for. */
const PATIENCE_MILLISECONDS = 1_000;
/** The least that a token must live for the service behind to take it. */
const SPARE_SECONDS = 10;
const WAIT_MILLISECONDS = 100;
const WAITS = 100;
/** Sealed texts of the door belong to no institution. */
const OWNER = 'door';

/** A session whose access token is good now. */
export interface OpenSession {
  digest: string;
  account: string;
  name: string;
  accessToken: string;
  /** The post chosen by somebody with several; undefined before. */
  post?: string;
  /** Seconds until the session ends if its user does nothing. */
  idleLeft: number;
}

/** Who is signed in. The browser holds a random cookie; the tokens stay here, sealed. */
@Injectable()
export class Sessions {
  /** Renewals under way in this process. */
  private readonly renewals = new Map<string, Promise<KeptSession | undefined>>();

  constructor(
    private readonly env: DoorEnv,
    private readonly store: SessionStore,
    private readonly provider: Provider,
    private readonly cipher: Cipher,
    private readonly secondFactor: SecondFactor,
  ) {}

  /**
   * @param secondFactor whether the provider vouches for one
   * @returns the cookie of the new session
   */
  async open({ account, name, accessToken, refreshToken, seconds }: SignedIn, secondFactor: boolean): Promise<string> {
    const { value, digest } = newCookie();
    const sealed = {
      name: this.cipher.encrypt(OWNER, `session.name:${digest}`, name),
      accessToken: this.seal('access', digest, accessToken),
      refreshToken: refreshToken === undefined ? null : this.seal('refresh', digest, refreshToken),
    };
    const roles = rolesIn(accessToken);
    const session = { digest, account, accessLeft: seconds, roles, secondFactor, ...sealed };
    await this.store.add(session, this.env.SESSION_HOURS);
    return value;
  }

  /**
   * The session of a cookie with an access token that is good now, renewed where it comes to its end.
   * @returns undefined when the session has ended, also for want of a second factor that is demanded by now: a refreshed
   *   token brings a new role, the door a new configuration
   * @throws Problem 503 when the token has ended and the provider does not answer
   */
  async find(digest: string): Promise<OpenSession | undefined> {
    const kept = await this.store.find(digest, this.env.SESSION_IDLE_MINUTES);
    const good = kept && kept.accessLeft < AHEAD_SECONDS ? await this.inTime(kept) : kept;
    if (!good) return undefined;
    if (!good.secondFactor && this.secondFactor.isDemandedOf(good.roles)) {
      await this.end(digest);
      return undefined;
    }
    return this.opened(good);
  }

  /** From now on the session works in this post, on all its pages. */
  choosePost(digest: string, post: string): Promise<void> {
    return this.store.choose(digest, post);
  }

  /** The user has done something. @returns seconds until the session ends without more; undefined when it has ended */
  stay(digest: string): Promise<number | undefined> {
    return this.store.touch(digest, this.env.SESSION_IDLE_MINUTES);
  }

  async end(digest: string): Promise<void> {
    await this.takeBack(await this.store.end(digest));
  }

  /** Ends every session of the account, on whatever machine. */
  async endEverywhere(account: string): Promise<void> {
    await this.takeBack(await this.store.endAll(account));
  }

  /** Those of the given sessions that have ended. */
  async endedOf(digests: readonly string[]): Promise<Set<string>> {
    if (digests.length === 0) return new Set();
    const living = new Set(await this.store.living(digests, this.env.SESSION_IDLE_MINUTES));
    return new Set(digests.filter((digest) => !living.has(digest)));
  }

  /** Removes what has ended by itself. */
  purge(): Promise<number> {
    return this.store.purge(this.env.SESSION_IDLE_MINUTES);
  }

  /** A provider that hangs holds nobody up whose token is good for a while yet. */
  private async inTime(kept: KeptSession): Promise<KeptSession | undefined> {
    const renewal = this.renewed(kept);
    if (kept.accessLeft < SPARE_SECONDS) return renewal;
    renewal.catch((error: unknown) => logger.warn({ err: error }, 'a session could not be renewed ahead'));
    return Promise.race([renewal, pause(PATIENCE_MILLISECONDS, kept)]);
  }

  private renewed(kept: KeptSession): Promise<KeptSession | undefined> {
    const { digest } = kept;
    const running = this.renewals.get(digest);
    if (running) return running;
    const renewal = this.renew(kept).finally(() => this.renewals.delete(digest));
    this.renewals.set(digest, renewal);
    return renewal;
  }

  /** A refresh token is spent by one request alone, over all replicas: a provider takes its second use for a theft. */
  private async renew(kept: KeptSession): Promise<KeptSession | undefined> {
    const { digest, refreshToken } = kept;
    if (refreshToken === null) {
      if (kept.accessLeft > 0) return kept;
      await this.end(digest);
      return undefined;
    }
    if (!(await this.store.claim(digest, refreshToken))) {
      return kept.accessLeft > 0 ? kept : this.awaitRenewal(digest);
    }
    return this.spend(kept, refreshToken);
  }

  private async spend(kept: KeptSession, sealed: string): Promise<KeptSession | undefined> {
    const { digest } = kept;
    try {
      const grant = await this.provider.refresh(this.unseal('refresh', digest, sealed));
      const renewal = {
        digest,
        accessToken: this.seal('access', digest, grant.accessToken),
        accessLeft: grant.seconds,
        refreshToken: grant.refreshToken === undefined ? sealed : this.seal('refresh', digest, grant.refreshToken),
        roles: rolesIn(grant.accessToken),
      };
      if (await this.store.renew(renewal)) return { ...kept, ...renewal };
      // Signed out while the provider was asked: what it has just given opens nothing any more.
      if (grant.refreshToken !== undefined) await this.provider.revoke(grant.refreshToken);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) {
        await this.store.end(digest);
        return undefined;
      }
      await this.store.release(digest);
      if (kept.accessLeft > 0) return kept;
      throw error;
    }
  }

  /** Another request, perhaps at another replica, is renewing the token. */
  private async awaitRenewal(digest: string): Promise<KeptSession | undefined> {
    for (let wait = 0; wait < WAITS; wait += 1) {
      await pause(WAIT_MILLISECONDS);
      const kept = await this.store.find(digest, this.env.SESSION_IDLE_MINUTES);
      if (!kept || kept.accessLeft > 0) return kept;
    }
    throw new Problem({
      status: 503,
      code: 'UNAVAILABLE',
      detail: 'The session is being renewed: repeat in a moment.',
      headers: { 'Retry-After': '2' },
    });
  }

  private opened({ digest, account, name, accessToken, post, idleLeft }: KeptSession): OpenSession {
    return {
      digest,
      account,
      name: this.cipher.decrypt(OWNER, `session.name:${digest}`, name),
      accessToken: this.unseal('access', digest, accessToken),
      post: post ?? undefined,
      idleLeft,
    };
  }

  private async takeBack(ended: Pick<KeptSession, 'digest' | 'refreshToken'>[]): Promise<void> {
    const revocations = ended.map(
      ({ digest, refreshToken }) =>
        refreshToken !== null && this.provider.revoke(this.unseal('refresh', digest, refreshToken)),
    );
    await Promise.all(revocations);
  }

  private seal(kind: 'access' | 'refresh', digest: string, token: string): string {
    return this.cipher.encrypt(OWNER, `session.${kind}:${digest}`, token);
  }

  private unseal(kind: 'access' | 'refresh', digest: string, sealed: string): string {
    return this.cipher.decrypt(OWNER, `session.${kind}:${digest}`, sealed);
  }
}
