import { newKey } from '../api/client';
import { countyNow } from '../time/county-time';

/** The first time that something was sent, with which every further try of the same agrees. */
export interface Attempt {
  readonly key: string;
  /** ISO instant for whatever is "now" in it: sent again, it says the same. */
  readonly at: string;
}

/** Tries of one act of the user: the same entry is the same act until it has succeeded, another entry is another one. */
export class Attempts {
  private readonly known = new Map<string, Attempt>();

  of(entered: unknown): Attempt {
    const text = JSON.stringify(entered) ?? '';
    const attempt = this.known.get(text) ?? { key: newKey(), at: new Date(countyNow()).toISOString() };
    this.known.set(text, attempt);
    return attempt;
  }

  /** It is done: what is entered from now on is another act, even if it says the same. */
  forget(): void {
    this.known.clear();
  }
}
