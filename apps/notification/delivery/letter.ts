import type { Found } from '../address/found.js';
import type { Letter } from '../channel/adapter.js';
import { compose } from '../words/compose.js';
import type { Claimed } from './attempt.js';

/** What is handed over in one attempt, in the words of the channel and the language of the recipient. */
export function letterOf(
  { id, county, recipient, channel, language, notice }: Claimed,
  { address, hospital }: Found & { address: string },
): Letter {
  const { subject, text } = compose(notice, channel, language, hospital ? { hospital } : {});
  return { id, county, recipient, address, language, subject, text, notice };
}
