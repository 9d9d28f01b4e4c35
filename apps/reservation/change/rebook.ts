import type { NoUnitReason } from '#contracts/codes.js';
import { referralOf } from '../unit/answers.js';
import { readWishes } from '../unit/claim.store.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { reasonsOf, type Served, serve } from '../unit/serve.js';
import type { Turn } from '../unit/turn.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import { liveEntries } from '../wait-list/wait-list.store.js';
import { rebookingBands } from './order.js';
import { type Lost, type Rebooking, sameDoctor, WAYS } from './rebooking.js';
import { entryOf, returned } from './waiting.js';

/**
 * Where a displaced person stands: another unit, a place in the wait list, a task for the hospital's desk; or `told`,
 * whoever fills a form and sees at once that the unit is gone.
 */
export type Placed = { lost: Lost } & (
  | { unit: Served<Rebooking> }
  | { entry: WaitEntry; asked: Rebooking }
  | { task: true }
  | { told: true }
);

/** Finds everybody who lost a unit another one, or a place to wait for one; nobody is dropped (domain §7.8, I9). */
export async function rebook(turn: Turn, lost: readonly Lost[]): Promise<Placed[]> {
  const told = await withWishes(turn, lost);
  // The other hospitals of a referral may lie in other counties, of which this change has read nothing.
  await turn.readRulesOf(told.flatMap(({ wish }) => wish?.wanted.candidates.map(({ county }) => county) ?? []));
  // Units of a bundle belong on compatible days: people put them together again.
  const alone = told.filter(({ row }) => row.bundleId === null);
  const units = new Map<Lost, Served<Rebooking>>();
  const asked = new Map<Lost, Rebooking>();
  const byRow = new Map(alone.map((one) => [one.row, one]));
  for (const band of rebookingBands(alone.map(({ row }) => row))) {
    const persons = band.flatMap((row) => byRow.get(row) ?? []);
    for (const way of WAYS) {
      const requests = persons
        .filter((one) => !units.has(one))
        .flatMap(
          (one) => way(one, { now: turn.now, ...turn.book.of(one.row.county, one.row.institution).rebooking() }) ?? [],
        );
      if (requests.length === 0) continue;
      for (const request of requests) asked.set(request.lost, request);
      for (const served of await serve(turn, requests)) {
        passName(served.request.lost.row, served.row);
        units.set(served.request.lost, served);
      }
    }
  }
  const entries = await entriesOf(turn, told);
  return told.map((one): Placed => {
    const unit = units.get(one);
    if (unit) return { lost: one, unit };
    if (isForm(one)) return { lost: one, told: true };
    const last = asked.get(one);
    const entry = last && wait(turn, one, entries);
    return entry ? { lost: one, entry, asked: last } : { lost: one, task: true };
  });
}

/** The hospital's own name for a booking goes with it (as in unit/swap.ts). */
function passName(lost: Reservation, next: Reservation): void {
  const { externalId, contentHash } = lost;
  Object.assign(next, { externalId, contentHash });
  Object.assign(lost, { externalId: null, contentHash: null });
}

/**
 * Those who asked for the lost doctor by name and can follow that doctor; the others keep what they have, as do units of
 * a bundle, which on another day would not go together.
 */
export async function toSameDoctor(
  turn: Turn,
  lost: readonly Lost[],
): Promise<{ lost: Lost; unit: Served<Rebooking> }[]> {
  const named = (await withWishes(turn, lost)).filter(
    ({ row, wish, doctorId }) => row.bundleId === null && wish?.wanted.doctorId === doctorId,
  );
  const rules = (one: Lost) => ({ now: turn.now, ...turn.book.of(one.row.county, one.row.institution).rebooking() });
  const requests = named.flatMap((one) => sameDoctor(one, rules(one)) ?? []);
  if (requests.length === 0) return [];
  const served = await serve(turn, requests, new Set(named.map(({ row }) => row.id)));
  return served.map((unit) => ({ lost: unit.request.lost, unit }));
}

async function withWishes(turn: Turn, lost: readonly Lost[]): Promise<Lost[]> {
  const wishes = await readWishes(
    turn.tx,
    lost.flatMap(({ row }) => referralOf(row) ?? []),
  );
  return lost.map((one) => ({
    ...one,
    wish: one.row.referralId === null ? undefined : wishes.get(one.row.referralId),
  }));
}

/** Nobody waits for an unconfirmed hold without a referral: of a draft, or of the public channel. */
const isForm = ({ row, wish }: Lost): boolean => row.confirmedAt === null && wish === undefined;

/** The places that those who lost a unit have already, by referral: an offer, or a wait for another kind of unit. */
async function entriesOf(turn: Turn, lost: readonly Lost[]): Promise<Map<string, WaitEntry>> {
  const waiting = lost.flatMap(({ row }) => {
    const referral = referralOf(row);
    return referral ? [{ county: row.county, referral }] : [];
  });
  const entries = await liveEntries(turn.tx, waiting);
  const known = entries.map((entry) => turn.entries.get(entry.id) ?? entry);
  for (const entry of known) turn.entries.set(entry.id, entry);
  return new Map(known.map((entry) => [entry.referralId, entry]));
}

/**
 * A place at the head of its class: the old one, or a new one where the referral has said what it wants. A referral has
 * one place at most: who waits already for another kind of unit cannot wait for this one, too.
 */
function wait(turn: Turn, lost: Lost, entries: Map<string, WaitEntry>): WaitEntry | undefined {
  const { referralId, pool, group } = lost.row;
  const old = referralId === null ? undefined : entries.get(referralId);
  if (old) {
    if (old.pool !== pool || old.group !== group) return undefined;
    turn.changeEntry(old, returned(old));
    return old;
  }
  const entry = entryOf(lost);
  if (!entry) return undefined;
  turn.addEntry(entry);
  entries.set(entry.referralId, entry);
  return entry;
}

/** Why nobody could be found a unit, for each that now waits. */
export function reasonsFor(turn: Turn, waiting: readonly { asked: Rebooking }[]): Promise<NoUnitReason[][]> {
  return reasonsOf(
    turn,
    waiting.map(({ asked }) => asked),
  );
}
