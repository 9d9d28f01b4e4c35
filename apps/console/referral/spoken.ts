import type { Schema } from '../api/client';

type Event = Pick<Schema<'EventView'>, 'event' | 'note' | 'reason' | 'detail'>;

/** Steps with which one side asks, answers or explains. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  returned: ['returned', 'redirected'],
  submitted: ['returned', 'resubmitted', 'redirected', 'extended'],
  'under-review': ['returned', 'resubmitted', 'redirected', 'extended'],
  accepted: ['contact-failed', 'reopened', 'extended', 'hand-off-asked', 'redirected'],
  confirmed: ['contact-failed'],
  'in-care': ['outcome-queried', 'interim-reported'],
  'outcome-returned': ['outcome-queried'],
  'no-show': ['contact-failed', 'no-show'],
  rejected: ['rejected'],
  cancelled: ['cancelled'],
};

/** Whatever the state, even where its words are not for the reader: the answer to a request to void. */
const ALWAYS = ['void-refused'];
/** As many as are read at a glance; the history has them all. */
const SHOWN = 3;

const says = ({ note, reason, detail }: Event): boolean => (note ?? reason ?? detail['questions']) !== undefined;

/** What was said last and still counts in this state, the latest first. */
export function spokenOf<T extends Event>(events: readonly T[], state: string): T[] {
  const counted = SPOKEN[state] ?? [];
  return events
    .filter((one) => ALWAYS.includes(one.event) || (counted.includes(one.event) && says(one)))
    .slice(-SHOWN)
    .reverse();
}
