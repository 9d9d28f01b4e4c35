import type { UnitWanted } from '#contracts/parts.js';
import { type Lack, lacksOf } from '../bundle/serve-bundle.js';
import { placesOf } from '../wait-list/place.store.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import { unavailable } from './answers.js';
import type { UnitRequest } from './request.js';
import { reasonsOf, serve } from './serve.js';
import type { Turn } from './turn.js';
import { type Arrived, entryOf } from './wish.js';

/** A referral that looks for a unit, with the entry it already has in the wait list. */
export interface Looking {
  arrived: Arrived;
  wanted: UnitWanted;
  request: UnitRequest;
  entry?: WaitEntry;
}

/**
 * Gives a referral a unit, of the session that its doctor chose if it can be, or a place in the wait list with the
 * reasons. Saves the turn.
 */
export async function placeReferral(turn: Turn, looking: Looking): Promise<void> {
  const { request, wanted } = looking;
  const sessionId = wanted.preferredSession;
  const preferred = sessionId ? await serve(turn, [{ ...request, sessionId }]) : [];
  const served = preferred.length > 0 ? [{ request }] : await serve(turn, [request]);
  await settleReferrals(turn, [looking], new Set(served.map(({ request }) => request)));
}

/**
 * Saves the turn and tells those who got nothing: they take or keep a place, which is counted in the saved table. Those
 * who got a unit leave the list; they were told when they got it.
 */
export async function settleReferrals(
  turn: Turn,
  looking: readonly Looking[],
  served: ReadonlySet<UnitRequest>,
): Promise<void> {
  for (const { request, entry } of looking) {
    if (entry && served.has(request)) turn.changeEntry(entry, { state: 'taken' });
  }
  const waiting = looking
    .filter(({ request }) => !served.has(request))
    .map(({ arrived, wanted, request, entry }) => {
      const place = entry ?? entryOf(arrived, wanted, turn.now);
      if (!entry) turn.addEntry(place);
      return { request, entry: place };
    });
  await turn.save();
  if (waiting.length === 0) return;
  const lacks = await whatLacks(
    turn,
    waiting.map(({ request }) => request),
  );
  const places = await placesOf(
    turn,
    waiting.map(({ entry }) => entry),
  );
  waiting.forEach(({ request, entry }, at) => {
    const { candidates, causeId } = request;
    turn.say(unavailable(entry, places.get(entry.id) ?? 1, candidates, lacks[at] ?? [], turn.now, causeId));
  });
}

/** For each request that got nothing, what was missing at each candidate. */
export async function whatLacks(turn: Turn, requests: readonly UnitRequest[]): Promise<Lack[][]> {
  const reasons = await reasonsOf(turn, requests);
  const lacks: Lack[][] = [];
  for (const [at, request] of requests.entries()) {
    const single = (reasons[at] ?? []).map((reason) => ({ reason }));
    lacks.push(request.bundle ? await lacksOf(turn, request) : single);
  }
  return lacks;
}
