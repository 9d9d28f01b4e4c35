import type { NoUnitReason } from '#contracts/codes.js';
import { QueueFull } from '#messaging/batcher.js';
import { serveBundle } from '../bundle/serve-bundle.js';
import { findRoom, type Search, whyNot } from '../supply/room.store.js';
import { keyOf, type Session } from '../supply/session.entity.js';
import { allot, type Supply } from './allot.js';
import { answers, mayHoldDead } from './answering.js';
import { inOrder, searchesOf, type UnitRequest } from './request.js';
import type { Reservation } from './reservation.entity.js';
import { readBusyTimes } from './reservation.store.js';
import type { Turn } from './turn.js';

/** Sessions read for one search in the first look; each further look reads four times as many. */
const FIRST_LOOK = 4;
const LOOKS = 6;

/** More looks in vain than any list of sessions explains: others take units as fast as they are found. Try again. */
export class Contention extends QueueFull {}

/** A request that got a unit. */
export interface Served<R extends UnitRequest> {
  request: R;
  row: Reservation;
  session: Session;
}

/**
 * Serves requests in a turn, in their order; a bundle apart from the others, as it wants several sessions at once.
 * @param releasing reservations that this very turn gives up: they keep no patient busy
 * @returns who got a unit; the rest found nothing
 */
export async function serve<R extends UnitRequest>(
  turn: Turn,
  requests: readonly R[],
  releasing: ReadonlySet<string> = new Set(),
): Promise<Served<R>[]> {
  if (!requests.some(wantsBundle)) return serveUnits(turn, requests, releasing);
  const served: Served<R>[] = [];
  let units: R[] = [];
  for (const request of inOrder(requests)) {
    if (!wantsBundle(request)) {
      units.push(request);
      continue;
    }
    served.push(...(await serveUnits(turn, units, releasing)));
    units = [];
    const found = await serveBundle(turn, request, releasing);
    if (found) served.push({ request, ...found });
  }
  return [...served, ...(await serveUnits(turn, units, releasing))];
}

const wantsBundle = ({ bundle }: UnitRequest): boolean => bundle !== undefined && bundle.length > 0;

/**
 * Serves requests for single units: looks for sessions with room without locking, decides on that picture, locks only the
 * sessions chosen, decides again on the locked rows. Who is refused there looks further.
 */
async function serveUnits<R extends UnitRequest>(
  turn: Turn,
  requests: readonly R[],
  releasing: ReadonlySet<string>,
): Promise<Served<R>[]> {
  if (requests.length === 0) return [];
  const { tx, now, gapMinutes } = turn;
  const patients = [
    ...new Set(requests.filter((request) => request.asker !== 'emergency').map((request) => request.patientId)),
  ];
  const counties = [...new Set(requests.flatMap((request) => request.candidates.map(({ county }) => county)))];
  const read = (await readBusyTimes(tx, counties, patients)).filter(({ id }) => !releasing.has(id));
  const looks = new Looks(requests);
  const served: Served<R>[] = [];
  let pending = [...requests];
  for (let look = 0, more = true; more && pending.length > 0; look += 1) {
    if (look === LOOKS) throw new Contention();
    const cut = await looks.look(turn, pending, FIRST_LOOK * 4 ** look);
    const shelves = await turn.lock(looks.worthLocking(turn, pending, turn.stillBusy(read)));
    more = cut || shelves.length > 0;
    const busy = turn.stillBusy(read);
    looks.refresh(turn);
    const sessionsOf = (request: UnitRequest) => looks.sessionsOf(request).filter((session) => turn.isLocked(session));
    const decided = allot(pending, { now, gapMinutes, busy, sessionsOf });
    for (const allotment of decided) served.push({ ...allotment, row: turn.take(allotment) });
    const done = new Set<UnitRequest>(decided.map(({ request }) => request));
    pending = pending.filter((request) => !done.has(request));
  }
  return served;
}

/** For each refused request the reason per candidate, in its order. */
export async function reasonsOf(turn: Turn, requests: readonly UnitRequest[]): Promise<NoUnitReason[][]> {
  const searches = requests.map(searchesOf);
  const unique = new Map<string, Search>();
  for (const search of searches.flat()) unique.set(nameOf(search), search);
  const reasons = await whyNot(turn.tx, turn.now, [...unique.values()]);
  const byName = new Map([...unique.keys()].map((name, at) => [name, reasons[at] ?? 'no-session']));
  return searches.map((list) => list.map((search) => byName.get(nameOf(search)) ?? 'no-session'));
}

/** What each search has found so far; equal searches of many requests are one. */
class Looks {
  private readonly searches = new Map<string, Search>();
  private readonly found = new Map<string, Session[]>();
  private readonly namesOf = new Map<UnitRequest, string[]>();

  constructor(requests: readonly UnitRequest[]) {
    for (const request of requests) {
      const searches = searchesOf(request);
      this.namesOf.set(request, searches.map(nameOf));
      for (const search of searches) this.searches.set(nameOf(search), search);
    }
  }

  /** Reads further sessions for the pending requests; false when there are no more than those. */
  async look(turn: Turn, pending: readonly UnitRequest[], limit: number): Promise<boolean> {
    const names = [...new Set(pending.flatMap((request) => this.namesOf.get(request) ?? []))];
    const searches = names.flatMap((name) => this.searches.get(name) ?? []);
    const locked = [...turn.stock.shelves.values()].map(({ session }) => session);
    const results = await findRoom(turn.tx, turn.now, searches, limit, locked);
    searches.forEach((search, at) => {
      const here = locked.filter((session) => answers(session, search, turn.now));
      const sessions = [...here, ...(results[at] ?? [])].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
      this.found.set(nameOf(search), sessions);
    });
    return results.some((list) => list.length === limit);
  }

  /**
   * What a decision on the unlocked picture chooses and, for who gets nothing there, the next session in which a hold
   * has run out: its room shows only once it is locked.
   */
  worthLocking(turn: Turn, pending: readonly UnitRequest[], busy: Supply['busy']): Session[] {
    const { now, gapMinutes } = turn;
    const picture = allot(pending, { now, gapMinutes, busy, sessionsOf: (request) => this.sessionsOf(request) });
    const served = new Set(picture.map(({ request }) => request));
    const next = pending
      .filter((request) => !served.has(request))
      .flatMap((request) => this.sessionsOf(request).find((one) => !turn.isLocked(one) && mayHoldDead(one, now)) ?? []);
    return [...picture.map(({ session }) => session), ...next].filter((session) => !turn.isLocked(session));
  }

  /** From now on the locked rows stand for what was read unlocked. */
  refresh(turn: Turn): void {
    for (const [name, sessions] of this.found) {
      this.found.set(
        name,
        sessions.map((session) => turn.stock.shelves.get(keyOf(session))?.session ?? session),
      );
    }
  }

  sessionsOf(request: UnitRequest): Session[] {
    const found = (this.namesOf.get(request) ?? []).flatMap((name) => this.found.get(name) ?? []);
    return request.avoid ? found.filter(({ id }) => !request.avoid?.has(id)) : found;
  }
}

function nameOf(search: Search): string {
  const { county, institution, pool, group, doctorId, sessionId, earliest, latest, asker, urgencyClass } = search;
  const routine = urgencyClass === 'U4';
  return [
    county,
    institution,
    pool,
    group,
    doctorId,
    sessionId,
    earliest.getTime(),
    latest.getTime(),
    asker,
    routine,
  ].join(' ');
}
