import { Api } from '../demo/api.js';
import type { Account } from '../demo/county/accounts.js';
import { fetchToken, type Running, readAccounts } from '../demo/running/running.js';

/** Tokens live for ten minutes of real time. */
const RENEW_AFTER_MS = 5 * 60_000;

/** Everybody who has an account, each with an own view of the public API. */
export class People {
  private readonly apis = new Map<string, { api: Promise<Api>; since: number }>();

  private constructor(
    private readonly running: Running,
    readonly accounts: readonly Account[],
  ) {}

  static async of(running: Running): Promise<People> {
    return new People(running, await readAccounts(running));
  }

  as({ account }: Account): Promise<Api> {
    const known = this.apis.get(account);
    if (known && Date.now() - known.since < RENEW_AFTER_MS) return known.api;
    const api = fetchToken(this.running, account).then((token) => new Api(this.running.door, token));
    this.apis.set(account, { api, since: Date.now() });
    return api;
  }

  /** Whoever has this post there; a doctor of the department where there is one. @throws Error where nobody has it */
  at(role: Account['roles'][0], institution: string, department?: string): Account {
    const found = this.accounts.filter((one) => one.roles[0] === role && one.institution === institution);
    const account =
      found.find(({ departments }) => department !== undefined && departments.includes(department)) ?? found[0];
    if (!account) throw new Error(`Nobody has the post ${role} at ${institution}.`);
    return account;
  }

  /** @throws Error for a practitioner without an account */
  practitioner(id: string): Account {
    const account = this.accounts.find((one) => one.practitioner === id);
    if (!account) throw new Error(`The practitioner ${id} has no account.`);
    return account;
  }
}
