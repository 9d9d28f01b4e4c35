import { sayEnded } from './ended';

/** The door hears of an active user at most so often. */
const EVERY_MILLISECONDS = 60_000;
const ACTS = ['keydown', 'pointerdown', 'wheel'] as const;

/**
 * Tells the door that the user is there, whenever keys, pointer or wheel have moved; without it the session ends after a
 * quarter of an hour, however much the page asks by itself.
 * @param onStay told how long the session now lasts without a further act, in seconds
 * @returns ends the watch
 */
export function watchActivity(onStay: (idleSeconds: number) => void): () => void {
  let last = Date.now();
  const act = () => {
    if (Date.now() - last < EVERY_MILLISECONDS) return;
    last = Date.now();
    void stay().then((seconds) => seconds !== undefined && onStay(seconds));
  };
  for (const kind of ACTS) addEventListener(kind, act, { passive: true, capture: true });
  return () => {
    for (const kind of ACTS) removeEventListener(kind, act, { capture: true });
  };
}

/** Prolongs the session. @returns how long it now lasts without an act, in seconds; undefined when the door was not reached */
export async function stay(): Promise<number | undefined> {
  const answer = await fetch('/session/stay', { method: 'POST' }).catch(() => undefined);
  if (answer?.status === 401) sayEnded();
  return answer?.ok ? ((await answer.json()) as { idleSeconds: number }).idleSeconds : undefined;
}
