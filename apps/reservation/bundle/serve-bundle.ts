import type { NoUnitReason } from '#contracts/codes.js';
import type { BundlePart, Candidate, PartName } from '#contracts/parts.js';
import { QueueFull } from '#messaging/batcher.js';
import { findRoom, type Search, whyNot } from '../supply/room.store.js';
import { keyOf, type Session } from '../supply/session.entity.js';
import type { Allotment } from '../unit/allot.js';
import { answers, mayHoldDead } from '../unit/answering.js';
import { searchesOf, type UnitRequest } from '../unit/request.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { type BusyTime, readBusyTimes } from '../unit/reservation.store.js';
import type { Turn } from '../unit/turn.js';
import { type Choice, combine, partOf } from './combination.js';

/** Sessions looked at for each part: some weeks of an institution's supply of one thing. */
const SESSIONS = 40;
/** More tries than this in vain mean that others take units as fast as they are found. */
const TRIES = 8;

/** How the sessions of a bundle are locked: in vain where another transaction has one, while the wait list is served. */
export type Locking = 'wait' | 'skip';

/** The bundle could not be decided for others who took what was found. Try again. */
class BundleContention extends QueueFull {}

/**
 * Takes the main unit and all its parts, or nothing: the first institution, in the order of preference, that has a
 * compatible combination. It is found on an unlocked picture, its sessions are locked together, and it is taken once it
 * is found again on locked rows alone.
 * @returns the main unit's reservation and session; undefined where nothing was taken
 */
export async function serveBundle(
  turn: Turn,
  request: UnitRequest,
  releasing: ReadonlySet<string>,
  locking: Locking = 'wait',
): Promise<{ row: Reservation; session: Session } | undefined> {
  const counties = [...new Set(request.candidates.map(({ county }) => county))];
  const read = (await readBusyTimes(turn.tx, counties, [request.patientId])).filter(({ id }) => !releasing.has(id));
  for (const candidate of request.candidates) {
    const found = await lockCombination(turn, { ...request, candidates: [candidate] }, read, locking);
    if (!found) continue;
    const row = turn.takeTogether(found);
    return { row, session: (found[0] as Allotment).session };
  }
  return undefined;
}

async function lockCombination(
  turn: Turn,
  request: UnitRequest,
  read: readonly BusyTime[],
  locking: Locking,
): Promise<Allotment[] | undefined> {
  const { now, gapMinutes } = turn;
  const searches = searchesOfBundle(request, now);
  const passed = new Set<string>();
  for (let tries = 0; tries < TRIES; tries += 1) {
    const choice = await look(turn, searches, passed);
    const found = combine(request, choice, { now, gapMinutes, busy: turn.stillBusy(read) });
    const wanted = found ? found.map(({ session }) => session) : all(choice).filter((one) => mayHoldDead(one, now));
    const missing = wanted.filter((session) => !turn.isLocked(session));
    if (missing.length === 0) return found;
    await turn.lock(missing, locking);
    // What another transaction holds is not waited for while the wait list is served.
    for (const session of missing) if (!turn.isLocked(session)) passed.add(keyOf(session));
  }
  // Whoever waits is looked at again soon; who asks now is asked for again.
  if (locking === 'skip') return undefined;
  throw new BundleContention();
}

/** The sessions of each search as they are: those that this turn has locked as it will leave them. */
async function look(turn: Turn, searches: readonly Search[], passed: ReadonlySet<string>): Promise<Choice> {
  const locked = [...turn.stock.shelves.values()].map(({ session }) => session);
  const found = await findRoom(turn.tx, turn.now, searches, SESSIONS, locked);
  const [main = [], ...parts] = searches.map((search, at) => {
    const here = locked.filter((session) => answers(session, search, turn.now));
    const sessions = [...here, ...(found[at] ?? [])].filter((session) => !passed.has(keyOf(session)));
    return sessions.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  });
  return { main, parts };
}

const all = ({ main, parts }: Choice): Session[] => [...main, ...parts.flat()];

/** One for the main unit, then one for each part. @param request with one candidate */
function searchesOfBundle(request: UnitRequest, now: Date): Search[] {
  const parts = (request.bundle ?? []).map((part, at) => partOf(request, part, at, now));
  return [request, ...parts].flatMap((one) => searchesOf(one).slice(0, 1));
}

/** Why a bundle was not to be had at one institution. */
export interface Lack {
  reason: NoUnitReason;
  /** The part that was missing; absent where it was the main unit, or where all are there and do not go together. */
  part?: PartName;
}

/**
 * For each candidate, in its order, what was missing first.
 * @param mainIsThere the main unit could have been had: only the parts are asked about
 */
export async function lacksOf(turn: Turn, request: UnitRequest, mainIsThere = false): Promise<Lack[]> {
  const lacks: Lack[] = [];
  for (const candidate of request.candidates) lacks.push(await lackAt(turn, request, candidate, mainIsThere));
  return lacks;
}

async function lackAt(turn: Turn, request: UnitRequest, candidate: Candidate, mainIsThere: boolean): Promise<Lack> {
  const searches = searchesOfBundle({ ...request, candidates: [candidate] }, turn.now);
  const reasons = await whyNot(turn.tx, turn.now, searches);
  // `overlap` says that there was room after all.
  const at = reasons.findIndex((reason, of) => reason !== 'overlap' && !(mainIsThere && of === 0));
  if (at < 0) return unfit(turn, { ...request, candidates: [candidate] }, searches);
  const part: BundlePart | undefined = request.bundle?.[at - 1];
  const reason = reasons[at] ?? 'no-session';
  return part ? { reason, part: { pool: part.pool, group: part.group } } : { reason };
}

/** All is there, but not together: the first part that no longer finds a place beside those before it. */
async function unfit(turn: Turn, request: UnitRequest, searches: readonly Search[]): Promise<Lack> {
  const choice = await look(turn, searches, new Set());
  const supply = { now: turn.now, gapMinutes: turn.gapMinutes, busy: [] };
  const bundle = request.bundle ?? [];
  const part = bundle.find((_, at) => !combine({ ...request, bundle: bundle.slice(0, at + 1) }, choice, supply));
  // Only the patient, who is elsewhere at all those times, stands in the way (V08).
  return part ? { reason: 'no-combination', part: { pool: part.pool, group: part.group } } : { reason: 'overlap' };
}
