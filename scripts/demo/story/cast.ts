import { Api } from '../api.js';
import type { Account } from '../county/accounts.js';
import { fetchToken, type Running, readAccounts } from '../running/running.js';
import { Stream } from './stream.js';
import type { Voice } from './voice.js';

/** One person of the story: an account, its view of the API, and its live stream. */
export interface User {
  readonly account: Account;
  readonly api: Api;
  readonly stream: Stream;
}

const ROLES = {
  villageDoctor: 'primary-doctor',
  familyDoctor: 'family-doctor',
  desk: 'referral-desk',
  hospitalDoctor: 'hospital-doctor',
  arrivalDesk: 'arrival-desk',
} as const;

/** The five users, and the hospital's information system, which has no stream. */
export type Cast = Record<keyof typeof ROLES, User> & { readonly his: Api };

/** `suffix` is empty for County A and `-b` for County B. */
export async function gather(running: Running, suffix: string, voice: Voice): Promise<Cast> {
  const accounts = await readAccounts(running);
  const apiOf = async (account: string) => new Api(running.door, await fetchToken(running, account));
  const join = async (role: string): Promise<User> => {
    const account = accounts.find((known) => known.account === role + suffix)!;
    const api = await apiOf(account.account);
    const stream = new Stream((notice) => voice.heard(account.account, notice));
    await stream.open(api);
    return { account, api, stream };
  };
  const users = await Promise.all(Object.entries(ROLES).map(async ([part, role]) => [part, await join(role)] as const));
  return {
    ...(Object.fromEntries(users) as Record<keyof typeof ROLES, User>),
    his: await apiOf(`his-adapter${suffix}`),
  };
}

export function dismiss(cast: Cast): void {
  for (const user of Object.values(cast)) if ('account' in user) user.stream.close();
}
