import type { Letter } from '../channel/adapter.js';
import { viewOf } from '../notice/notice.js';
import type { Claimed } from './attempt.js';

/** What is handed over in one attempt: the words in the language of the recipient, never more than the notice knows. */
export function letterOf(
  { id, county, recipient, language, notice }: Claimed,
  { address }: { address: string },
): Letter {
  const { title, text } = viewOf(notice);
  return { id, county, recipient, address, language, subject: title[language], text: text[language], notice };
}
