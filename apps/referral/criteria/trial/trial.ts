import { type Advice, advise } from '../advice/advice.js';
import type { KeptAdvice } from '../advice/kept.js';
import type { InputValues } from '../expression/inputs.js';
import type { Said, TrialChange } from '../set/criteria-set.dto.js';
import type { CriteriaSet } from '../set/criterion.js';

/** A case of the past: what was said of it, and with what the criteria were asked. */
export interface PastCase {
  id: string;
  kept: Pick<KeptAdvice, 'direction' | 'advice' | 'class'>;
  matched: readonly { id: string }[];
  values: InputValues;
}

/** What a set would have said of past cases, if it had been in force then. Pure. */
export function tryOn(set: CriteriaSet, cases: readonly PastCase[], day: string) {
  const counts: Record<string, number> = {};
  const items: TrialChange[] = [];
  for (const { id, kept, matched, values } of cases) {
    const now = advise(set, kept.direction, values, day);
    if (now.advice === kept.advice && now.class === kept.class) continue;
    const change = `${named(kept)} → ${named(now)}`;
    counts[change] = (counts[change] ?? 0) + 1;
    items.push({ id, was: said(kept, matched), would: said(now, now.matched) });
  }
  return { looked: cases.length, changed: items.length, counts, items };
}

const named = ({ advice, class: of }: Pick<Advice, 'advice' | 'class'>): string => (of ? `${advice} ${of}` : advice);

function said({ advice, class: of }: Pick<Advice, 'advice' | 'class'>, matched: readonly { id: string }[]): Said {
  return { advice, ...(of ? { class: of } : {}), matched: matched.map(({ id }) => id) };
}
