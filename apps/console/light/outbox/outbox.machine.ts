/** Where a draft of the light mode stands. */
export type Fate = 'draft' | 'waiting' | 'sending' | 'refused' | 'doubtful' | 'visited' | 'sent';

/** What happens to a draft. */
export type Happening =
  | 'send'
  | 'take'
  | 'answer'
  | 'visit-answer'
  | 'refuse'
  | 'postpone'
  | 'doubt'
  | 'mend'
  | 'refer'
  | 'resend';

/**
 * Every way a draft may go; what is not listed does not happen.
 * A draft whose answer was lost goes back to `waiting` and is sent again under the same key with the same body. Only after
 * the keys' memory has ended (72 h) nobody can tell any more, so a person looks first: `doubtful`.
 */
export const EDGES: readonly (readonly [Fate, Happening, Fate])[] = [
  ['draft', 'send', 'waiting'],
  ['waiting', 'take', 'sending'],
  ['sending', 'take', 'sending'],
  ['sending', 'answer', 'sent'],
  ['sending', 'visit-answer', 'visited'],
  ['sending', 'refuse', 'refused'],
  ['sending', 'postpone', 'waiting'],
  ['waiting', 'doubt', 'doubtful'],
  ['sending', 'doubt', 'doubtful'],
  ['doubtful', 'resend', 'waiting'],
  ['refused', 'mend', 'draft'],
  ['visited', 'refer', 'draft'],
];

/** The fate after a happening; undefined where it cannot happen. */
export function next(fate: Fate, happening: Happening): Fate | undefined {
  return EDGES.find(([from, what]) => from === fate && what === happening)?.[2];
}

/** What an answer means for the draft that was sent. */
export type Meaning = 'answer' | 'refuse' | 'postpone';

/**
 * Reads an HTTP status (0 = no answer came) and a problem's code. Refused is only what the API has judged; a draft stays in
 * the outbox when the session has ended (401), when the same key still runs, and when the service is away.
 */
export function meaningOf(status: number, code: string): Meaning {
  if (status >= 200 && status < 300) return 'answer';
  if (status === 0 || status === 401 || status === 408 || status === 429 || status >= 500) return 'postpone';
  return code === 'KEY_IN_PROGRESS' ? 'postpone' : 'refuse';
}

const SECOND = 1_000;
const PAUSES = [2, 5, 15, 60, 300].map((seconds) => seconds * SECOND);

/** How long to wait after so many attempts, in milliseconds. */
export function pauseAfter(attempts: number): number {
  return PAUSES[Math.min(Math.max(attempts, 1), PAUSES.length) - 1]!;
}

/** How long the API surely remembers a key: 72 h, less some hours for a wrong clock. */
const MEMORY = 66 * 3_600 * SECOND;

/** Whether the first attempt lies so far back that sending again might make a second referral. */
export function isDoubtful(firstSentAt: number | undefined, now: number): boolean {
  return firstSentAt !== undefined && now - firstSentAt > MEMORY;
}
