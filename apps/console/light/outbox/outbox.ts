import { newKey } from '../../api/client';
import type { LightForm } from '../form/light-form';
import { onShelf } from './device';
import type { Draft } from './draft';
import { type Happening, isDoubtful, next } from './outbox.machine';

/** Longer than a request may take: only a tab that was closed while it sent leaves a draft behind for so long. */
const TAKEN_MILLISECONDS = 45_000;
const news = new BroadcastChannel('fenji-light-outbox');
const listeners = new Set<() => void>();
news.addEventListener('message', tellHere);

function tellHere(): void {
  for (const listener of listeners) listener();
}

function tell(): void {
  tellHere();
  news.postMessage('changed');
}

/** Hears of every change of the outbox, in this tab or another. @returns the way to stop */
export function onOutboxChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The drafts of one owner, newest first. */
export async function draftsOf(owner: string): Promise<Draft[]> {
  const all = await onShelf<Draft[]>('drafts', 'readonly', (store) => store.getAll() as IDBRequest<Draft[]>);
  return all.filter((draft) => draft.owner === owner).sort((a, b) => b.changedAt - a.changedAt);
}

/** One draft, if it is this owner's. */
export async function draftOf(owner: string, id: string): Promise<Draft | undefined> {
  const draft = await onShelf<Draft | undefined>(
    'drafts',
    'readonly',
    (store) => store.get(id) as IDBRequest<Draft | undefined>,
  );
  return draft?.owner === owner ? draft : undefined;
}

/** A new draft, not stored yet. */
export function newDraft(owner: string, form: LightForm, id: string): Draft {
  return {
    id,
    owner,
    fate: 'draft',
    form,
    changedAt: Date.now(),
    keys: { visit: newKey(), referral: newKey() },
    sealed: {},
    attempts: 0,
    tryAt: 0,
    takenUntil: 0,
  };
}

/** Stores what was typed, while the draft may still be changed; also from another tab it is never changed on its way. */
export function store(draft: Draft): Promise<Draft | undefined> {
  return change(draft.id, (now) => (now && now.fate !== 'draft' ? undefined : { ...draft, changedAt: Date.now() }));
}

/** Lets something happen to a draft, with what changes by it. @returns undefined when it cannot happen any more */
export function happen(id: string, happening: Happening, changes: Partial<Draft> = {}): Promise<Draft | undefined> {
  return change(id, (now) => {
    const fate = now && next(now.fate, happening);
    return now && fate ? { ...now, ...changes, fate, changedAt: Date.now() } : undefined;
  });
}

/** Takes the next draft that is due, for this tab alone. What may have been forgotten by the API is set apart. */
export async function takeNext(owner: string, anyPause: boolean): Promise<Draft | undefined> {
  const now = Date.now();
  for (const { id } of (await draftsOf(owner)).filter((draft) => isDue(draft, now, anyPause)).reverse()) {
    const taken = await change(id, (draft) => {
      if (!draft || !isDue(draft, now, anyPause)) return undefined;
      if (isDoubtful(draft.firstSentAt, now)) return { ...draft, fate: 'doubtful' };
      const attempts = draft.attempts + 1;
      return { ...draft, fate: 'sending', attempts, takenUntil: now + TAKEN_MILLISECONDS };
    });
    if (taken?.fate === 'sending') return taken;
  }
  return undefined;
}

function isDue({ fate, tryAt, takenUntil }: Draft, now: number, anyPause: boolean): boolean {
  return (fate === 'waiting' && (anyPause || tryAt <= now)) || (fate === 'sending' && takenUntil < now);
}

/** When something of this owner may be sent next; undefined when nothing waits. */
export async function nextDue(owner: string): Promise<number | undefined> {
  const waiting = (await draftsOf(owner)).flatMap(({ fate, tryAt, takenUntil }) =>
    fate === 'waiting' ? [tryAt] : fate === 'sending' ? [takenUntil] : [],
  );
  return waiting.length > 0 ? Math.min(...waiting) : undefined;
}

/** Throws a draft away. What is on its way stays: nobody could say whether it arrived. */
export async function discard(id: string): Promise<void> {
  const draft = await onShelf<Draft | undefined>(
    'drafts',
    'readonly',
    (store) => store.get(id) as IDBRequest<Draft | undefined>,
  );
  if (!draft || draft.fate === 'sending' || (draft.fate === 'waiting' && draft.firstSentAt)) return;
  await onShelf('drafts', 'readwrite', (store) => store.delete(id));
  tell();
}

/** Takes everything of the light mode off this device. */
export async function wipe(): Promise<void> {
  await onShelf('drafts', 'readwrite', (store) => store.clear());
  await onShelf('kept', 'readwrite', (store) => store.clear());
  tell();
}

/** Read, decide and write in one transaction: two tabs never decide about the same draft. */
async function change(id: string, decide: (now: Draft | undefined) => Draft | undefined): Promise<Draft | undefined> {
  let changed: Draft | undefined;
  await onShelf<Draft | undefined>('drafts', 'readwrite', (drafts) => {
    const request = drafts.get(id) as IDBRequest<Draft | undefined>;
    request.onsuccess = () => {
      changed = decide(request.result);
      if (changed) drafts.put(changed);
    };
    return request;
  });
  if (changed) tell();
  return changed;
}
