import { type Outcome, refused } from '../delivery/attempt.js';

/** Where to send it, or why it cannot be sent. */
export type Found =
  | { readonly address: string; readonly hospital?: string }
  | { readonly address?: undefined; readonly outcome: Outcome };

/** Nobody has told where to reach the recipient on this channel. */
export const NO_ADDRESS: Found = { outcome: refused('no-address') };
