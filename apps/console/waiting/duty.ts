import type { Item } from './waiting';

/** Parts of a doctor's day; everything that waits belongs to exactly one. */
export const PARTS = ['act', 'outcome', 'returning', 'follow-up'] as const;
export type Part = (typeof PARTS)[number];

/** How a thing is done from a list: in one click, by a form of another screen, or on the referral itself. */
export type Way = 'confirm' | 'acknowledge' | 'acknowledge-ending' | 'follow-up' | 'returning' | 'referral';

const HANDED_BACK = ['decide', 'first-contact', 'visit', 'handover-report', 'answer-query', 'find-a-way', 'place'];

/** The part of the day to which an item belongs. */
export function partOf({ dueKind, direction, to, owner }: Pick<Item, 'dueKind' | 'direction' | 'to' | 'owner'>): Part {
  if (dueKind === 'acknowledge' || dueKind === 'acknowledge-ending') return 'outcome';
  if (dueKind === 'follow-up') return 'follow-up';
  const receives = (owner as { institution?: string } | undefined)?.institution === to.institution;
  return direction === 'down' && receives && HANDED_BACK.includes(dueKind ?? '') ? 'returning' : 'act';
}

/** Where an item is done. */
export function wayOf(item: Pick<Item, 'dueKind' | 'direction' | 'to' | 'owner' | 'state'>): Way {
  const { dueKind, state } = item;
  const part = partOf(item);
  if (part === 'returning' || part === 'follow-up') return part;
  if (dueKind === 'acknowledge' || dueKind === 'acknowledge-ending') return dueKind;
  return dueKind === 'confirm' && state === 'reserved' ? 'confirm' : 'referral';
}

/** Items by the parts of the day, in the order of the list. */
export function byPart<T extends Item>(items: readonly T[]): Record<Part, T[]> {
  const parts: Record<Part, T[]> = { act: [], outcome: [], returning: [], 'follow-up': [] };
  for (const item of items) parts[partOf(item)].push(item);
  return parts;
}
