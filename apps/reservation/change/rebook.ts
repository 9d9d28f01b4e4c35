import type { NoUnitReason } from '#contracts/codes.js';
import { referralOf } from '../unit/answers.js';
import { readWishes } from '../unit/claim.store.js';
import { reasonsOf, type Served, serve } from '../unit/serve.js';
import type { Turn } from '../unit/turn.js';
import type { WaitEntry } from '../wait-list/wait-entry.entity.js';
import { findEntries } from '../wait-list/wait-list.store.js';
import { rebookingBands } from './order.js';
import { type Lost, type Rebooking, sameDoctor, WAYS } from './rebooking.js';
import { entryOf, returned } from './waiting.js';

/** Where a displaced person stands: another unit, a place in the wait list, or a task for the hospital's desk. */
export type Placed = { lost: Lost } & (
  | { unit: Served<Rebooking> }
  | { entry: WaitEntry; asked: Rebooking }
  | { task: true }
);

/** Finds everybody who lost a unit another one, or a place to wait for one; nobody is dropped (domain §7.8, I9). */
export async function rebook(turn: Turn, lost: readonly Lost[]): Promise<Placed[]> {
  const told = await withWishes(turn, lost);
  const units = new Map<Lost, Served<Rebooking>>();
  const asked = new Map<Lost, Rebooking>();
  const byRow = new Map(told.map((one) => [one.row, one]));
  for (const band of rebookingBands(told.map(({ row }) => row))) {
    const persons = band.flatMap((row) => byRow.get(row) ?? []);
    for (const way of WAYS) {
      const requests = persons
        .filter((one) => !units.has(one))
        .flatMap(
          (one) => way(one, { now: turn.now, ...turn.book.of(one.row.county, one.row.institution).rebooking() }) ?? [],
        );
      if (requests.length === 0) continue;
      for (const request of requests) asked.set(request.lost, request);
      for (const served of await serve(turn, requests)) units.set(served.request.lost, served);
    }
  }
  const entries = await entriesOf(turn, told);
  return told.map((one): Placed => {
    const unit = units.get(one);
    if (unit) return { lost: one, unit };
    const entry = wait(turn, one, entries);
    const last = asked.get(one);
    return entry && last ? { lost: one, entry, asked: last } : { lost: one, task: true };
  });
}

/** Those who asked for the lost doctor by name and can follow that doctor; the others keep what they have. */
export async function toSameDoctor(
  turn: Turn,
  lost: readonly Lost[],
): Promise<{ lost: Lost; unit: Served<Rebooking> }[]> {
  const named = (await withWishes(turn, lost)).filter(({ wish, doctorId }) => wish?.wanted.doctorId === doctorId);
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

/** The entries whose offers the lost units were. */
async function entriesOf(turn: Turn, lost: readonly Lost[]): Promise<Map<string, WaitEntry>> {
  const ids = lost.flatMap(({ row: { county, waitEntryId: id } }) => (id === null ? [] : [{ county, id }]));
  const unread = ids.filter(({ id }) => !turn.entries.has(id));
  if (unread.length > 0) for (const entry of await findEntries(turn.tx, unread)) turn.entries.set(entry.id, entry);
  return turn.entries;
}

/** A place at the head of the class: the old one, or a new one where the referral has said what it wants. */
function wait(turn: Turn, lost: Lost, entries: ReadonlyMap<string, WaitEntry>): WaitEntry | undefined {
  const { waitEntryId } = lost.row;
  const old = waitEntryId === null ? undefined : entries.get(waitEntryId);
  if (old?.state === 'offered') {
    turn.changeEntry(old, returned(old));
    return old;
  }
  const entry = entryOf(lost);
  if (entry) turn.addEntry(entry);
  return entry;
}

/** Why nobody could be found a unit, for each that now waits. */
export function reasonsFor(turn: Turn, waiting: readonly { asked: Rebooking }[]): Promise<NoUnitReason[][]> {
  return reasonsOf(
    turn,
    waiting.map(({ asked }) => asked),
  );
}
