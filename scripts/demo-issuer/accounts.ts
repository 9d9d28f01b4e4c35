import { readFileSync, statSync } from 'node:fs';

/** The client that the front door is. */
export const CONSOLE_CLIENT = 'fenji-console';

/** The class (`acr`) of a sign-in with a code besides the choice of the account. */
export const TWO_FACTORS = 'urn:fenji:demo:two-factors';

/** One demo account, as the loader of the demo county writes it; its name is also the OAuth client id. */
export interface DemoAccount {
  account: string;
  /** Of the person, or of the office. */
  name: string;
  practitioner: string;
  institution: string;
  county: string;
  roles: string[];
  departments: string[];
  /** The claim of somebody with several posts, in place of the single ones. */
  posts?: object[];
  zh: string;
  en: string;
}

/** The accounts of the loaded counties. The file is read again whenever the loader has replaced it. */
export class DemoAccounts {
  private stamp = '';
  private byName = new Map<string, DemoAccount>();

  constructor(private readonly path: string) {}

  /** The account of that name; none while no demo county is loaded. */
  find(name: string): DemoAccount | undefined {
    return this.all().get(name);
  }

  all(): ReadonlyMap<string, DemoAccount> {
    const file = statSync(this.path, { throwIfNoEntry: false });
    if (!file) return new Map();
    const stamp = `${file.ino}:${file.mtimeMs}:${file.size}`;
    if (stamp !== this.stamp) {
      const accounts = JSON.parse(readFileSync(this.path, 'utf8')) as DemoAccount[];
      this.byName = new Map(accounts.map((account) => [account.account, account]));
      this.stamp = stamp;
    }
    return this.byName;
  }
}
