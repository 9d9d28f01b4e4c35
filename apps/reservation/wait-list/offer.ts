import { earlier, plusMinutes } from '#service/calendar/local-time.js';
import { after } from '#service/rules/working-hours.js';
import { lacksOf, serveBundle } from '../bundle/serve-bundle.js';
import { freeUnits, openLimit, openTaken } from '../reserve/counters.js';
import { askerOf } from '../reserve/rule.js';
import type { Session } from '../supply/session.entity.js';
import { sessionsOfReferral } from '../supply/session.store.js';
import { allot } from '../unit/allot.js';
import type { UnitRequest } from '../unit/request.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { readBusyTimes } from '../unit/reservation.store.js';
import type { Shelf } from '../unit/stock.js';
import type { Turn } from '../unit/turn.js';
import { stalled } from './telling.js';
import type { WaitEntry } from './wait-entry.entity.js';
import { findEntries, nextWaiting } from './wait-list.store.js';

/** Entries read beyond the free units, for those whose patient is elsewhere at that time. */
const SPARE = 5;
const DAY_MINUTES = 24 * 60;

/** Offers the free units of a locked session to who waits for them, in the order of the list (domain §8.4). */
export async function offerFreed(turn: Turn, { session }: Shelf): Promise<void> {
  if (session.closesAt <= turn.now || session.stoppedAt !== null) return;
  const since = plusMinutes(turn.now, -DAY_MINUTES * turn.book.of(session.county, session.institution).fairnessDays());
  const openToAll = session.opensPublicAt <= turn.now && openTaken(session) < openLimit(session);
  // Whose patient is elsewhere at that time is passed over: on to the end of the units or of the list.
  // Where no unit is free the head of the list is looked at all the same: an emergency gets one that is added for it.
  for (let many = freeUnits(session) + SPARE; ; many *= 4) {
    const entries = await nextWaiting(turn.tx, session, turn.now, openToAll, since, many);
    await offerTo(turn, session, entries);
    if (entries.length < many || freeUnits(session) <= 0) return;
  }
}

async function offerTo(turn: Turn, session: Session, entries: readonly WaitEntry[]): Promise<void> {
  const waiting = entries
    .map((entry) => turn.entries.get(entry.id) ?? entry)
    // As this very turn leaves it: the table may still say otherwise.
    .filter(({ state, institutions }) => state === 'waiting' && institutions.includes(session.institution));
  if (waiting.length === 0) return;
  const patients = waiting.map(({ patientId }) => patientId);
  const busy = await readBusyTimes(turn.tx, [session.county], patients);
  const passed: { entry: WaitEntry; request: UnitRequest }[] = [];
  for (const entry of waiting) {
    // One after the other: the order of the list counts here, not the order inside a batch.
    const request = requestOf(entry, session);
    if (entry.bundle) {
      if (!(await offerBundle(turn, entry, request))) {
        passed.push({ entry, request });
        continue;
      }
    } else {
      const supply = { now: turn.now, gapMinutes: turn.gapMinutes, busy: turn.stillBusy(busy) };
      const [allotment] = allot([request], { ...supply, sessionsOf: () => [session] });
      if (!allotment) continue;
      turn.take(allotment);
    }
    turn.changeEntry(entry, { state: 'offered', offeredInstitution: session.institution, offeredAt: turn.now });
    // The next in line has got the unit: whoever stands before it is told why.
    for (const one of passed.splice(0)) turn.passOver(one.entry, await lacksOf(turn, one.request, true));
  }
}

/**
 * A freed main unit is offered only together with the rest. Sessions that another transaction holds are passed over, so
 * that nobody waits here: the entry is looked at again within a minute (clock.service.ts).
 */
async function offerBundle(turn: Turn, entry: WaitEntry, request: UnitRequest): Promise<boolean> {
  const referral = { county: entry.referralCounty, id: entry.referralId };
  // Parts whose hold has run out still stand in the books until their session is opened.
  const had = await sessionsOfReferral(turn.tx, [entry.county], referral);
  await turn.lock(had, 'skip');
  if (!had.every((key) => turn.isLocked(key)) || entry.state !== 'waiting') return false;
  return (await serveBundle(turn, request, new Set(), 'skip')) !== undefined;
}

/** Offers that nobody answered: the entry waits again at its old place. */
export async function returnToList(turn: Turn, lapsed: readonly Reservation[]): Promise<void> {
  const offers = lapsed.filter((row) => row.waitEntryId !== null && !turn.entries.has(row.waitEntryId));
  if (offers.length > 0) {
    const keys = offers.map((row) => ({ county: row.county, id: row.waitEntryId as string }));
    for (const entry of await findEntries(turn.tx, keys)) turn.entries.set(entry.id, entry);
  }
  for (const row of lapsed) {
    const entry = row.waitEntryId === null ? undefined : turn.entries.get(row.waitEntryId);
    if (entry?.state === 'offered') lapse(turn, entry);
  }
}

/** Back to the old place; after some lapses the desk must ask what stands in the way, and is told once (domain §8.4). */
function lapse(turn: Turn, entry: WaitEntry): void {
  const lapses = entry.lapses + 1;
  const { lapsesToTask, taskWithin } = turn.book.of(entry.county, entry.institution).waitList();
  const isTask = lapses >= lapsesToTask && entry.taskDueAt === null;
  const taskDueAt = isTask ? after(turn.now, taskWithin, turn.book.calendar(entry.county)) : entry.taskDueAt;
  turn.changeEntry(entry, { state: 'waiting', lapses, taskDueAt });
  if (isTask) turn.say(stalled(entry, turn.now));
}

function requestOf(entry: WaitEntry, session: Session): UnitRequest {
  return {
    asker: askerOf(entry.entitlement),
    urgencyClass: entry.urgencyClass,
    entitlement: entry.entitlement,
    pool: entry.pool,
    group: entry.group,
    earliest: entry.earliest,
    latest: earlier(entry.latest, entry.validUntil),
    candidates: [{ county: session.county, institution: session.institution }],
    patientId: entry.patientId,
    purpose: 'wait-list',
    referral: { county: entry.referralCounty, id: entry.referralId, hop: entry.hop },
    referringInstitution: entry.referringInstitution,
    waitEntryId: entry.id,
    ...(entry.bundle ? { bundle: entry.bundle, sessionId: session.id } : {}),
    channel: 'fd-referral',
    actor: 'system',
  };
}
