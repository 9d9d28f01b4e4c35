import type { Letter } from '../channel/adapter.js';
import { compose } from '../words/compose.js';
import type { Claimed } from './attempt.js';

/** What is handed over in one attempt: the words in the language of the recipient, never more than the notice knows. */
export function letterOf(
  { id, county, recipient, channel, language, notice }: Claimed,
  { address, hospital }: { address: string; hospital?: string },
): Letter {
  const { subject, text } = compose(notice, channel, language, hospital ? { hospital } : {});
  return { id, county, recipient, address, language, subject, text, notice };
}
