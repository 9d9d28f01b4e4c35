import type { EntityManager } from 'typeorm';
import { plusMinutes } from '#service/calendar/local-time.js';
import { run, type Statement } from '#service/database/prepared.js';
import type { PolicyBook } from '../policy/policies.js';
import type { WaitEntry } from './wait-entry.entity.js';

const DAY_MINUTES = 24 * 60;
const QUEUES = `unnest($1::int[], $2::bpchar[], $3::text[], $4::text[], $5::text[])`;

/** Units that institutions got from each list lately: the more, the later their next one (domain §8.4). */
const GOT: Statement = {
  name: 'wait-got',
  text: `SELECT q.n, e.referring_institution AS referring, count(*)::int AS got
    FROM ${QUEUES} AS q (n, county, pool, group_code, institution)
    JOIN wait_entry e ON e.county = q.county AND e.pool = q.pool AND e.group_code = q.group_code
     AND e.offered_institution = q.institution AND e.offered_at > $6 AND e.state IN ('offered', 'taken')
   GROUP BY q.n, e.referring_institution`,
};

/** The order is that of wait-list.store.ts `NEXT`; alternatives of the entries of other houses stand in line here, too. */
const AHEAD: Statement = {
  name: 'wait-ahead',
  text: `WITH past AS (SELECT * FROM unnest($14::int[], $15::text[], $16::int[]) AS row (queue, referring, got))
    SELECT q.n, count(a.id)::int AS ahead
    FROM unnest($1::int[], $2::bpchar[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::boolean[], $9::boolean[],
        $10::int[], $11::timestamptz[], $12::text[]) AS q (n, county, pool, group_code, institution, queue, urgency_class, displaced,
        green_channel, got, waiting_since, referral_no)
    LEFT JOIN LATERAL (SELECT a.id FROM wait_entry a LEFT JOIN past p ON p.queue = q.queue AND p.referring = a.referring_institution
      WHERE a.county = q.county AND a.pool = q.pool AND a.group_code = q.group_code AND a.state = 'waiting'
        AND q.institution = ANY (a.institutions) AND a.valid_until > $13
        AND (a.urgency_class, NOT a.displaced, NOT a.green_channel, coalesce(p.got, 0), a.waiting_since, a.referral_no)
          < (q.urgency_class, NOT q.displaced, NOT q.green_channel, q.got, q.waiting_since, q.referral_no)) a ON true
   GROUP BY q.n`,
};

/** The moment of asking and the rules of that day. */
export interface Asking {
  tx: EntityManager;
  now: Date;
  book: PolicyBook;
}

/**
 * Place of each entry in the list of its institution, from 1: how many would be offered a unit before it if one came
 * free now. Fairness counts, so a place may also fall back when others of the same referring institution get a unit.
 */
export async function placesOf(asking: Asking, entries: readonly WaitEntry[]): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  const [first] = entries;
  if (!first) return places;
  const queues = new Map<string, WaitEntry>(entries.map((entry) => [queueOf(entry), entry]));
  const got = await unitsGot(asking, [...queues.values()]);
  const heads = foldEquals(entries, (entry) => got.get(queueOf(entry))?.get(entry.referringInstitution) ?? 0);
  const numbers = new Map([...queues.keys()].map((queue, n) => [queue, n]));
  const past = [...got].flatMap(([queue, list]) =>
    [...list].map(([referring, units]) => ({ queue, referring, units })),
  );
  const of = <T>(value: (head: Head) => T) => heads.map(value);
  const rows = await run<{ n: number; ahead: number }>(asking.tx, AHEAD, [
    heads.map((_, n) => n),
    of(({ entry }) => entry.county),
    of(({ entry }) => entry.pool),
    of(({ entry }) => entry.group),
    of(({ entry }) => entry.institution),
    of(({ entry }) => numbers.get(queueOf(entry)) ?? 0),
    of(({ entry }) => entry.urgencyClass),
    of(({ entry }) => entry.displaced),
    of(({ entry }) => entry.greenChannel),
    of((head) => head.got),
    of(({ entry }) => entry.waitingSince),
    of(({ entry }) => entry.referralNo),
    asking.now,
    past.map(({ queue }) => numbers.get(queue) ?? 0),
    past.map(({ referring }) => referring),
    past.map(({ units }) => units),
  ]);
  for (const { n, ahead } of rows) {
    for (const [at, entry] of [heads[n]?.entry ?? [], ...(heads[n]?.equals ?? [])].flat().entries())
      places.set(entry.id, ahead + at + 1);
  }
  return places;
}

const queueOf = ({ county, pool, group, institution }: WaitEntry): string =>
  [county, pool, group, institution].join(' ');

async function unitsGot(
  { tx, now, book }: Asking,
  queues: readonly WaitEntry[],
): Promise<Map<string, Map<string, number>>> {
  const [first] = queues as [WaitEntry];
  const since = plusMinutes(now, -DAY_MINUTES * book.of(first.county, first.institution).fairnessDays());
  const of = (value: (queue: WaitEntry) => string) => queues.map(value);
  const keys = [of((q) => q.county), of((q) => q.pool), of((q) => q.group), of((q) => q.institution)];
  const rows = await run<{ n: number; referring: string; got: number }>(tx, GOT, [
    queues.map((_, n) => n),
    ...keys,
    since,
  ]);
  const got = new Map<string, Map<string, number>>();
  for (const { n, referring, got: units } of rows) {
    const queue = queueOf(queues[n] as WaitEntry);
    got.set(queue, (got.get(queue) ?? new Map<string, number>()).set(referring, units));
  }
  return got;
}

/** One entry to be counted for, and those that came with it in the same turn and differ only by their number. */
interface Head {
  entry: WaitEntry;
  got: number;
  equals: WaitEntry[];
}

/** In a rush hundreds join one list at once: the list is walked once for all of them, not once for each. */
function foldEquals(entries: readonly WaitEntry[], gotOf: (entry: WaitEntry) => number): Head[] {
  const heads = new Map<string, Head>();
  for (const entry of [...entries].sort((a, b) => (a.referralNo < b.referralNo ? -1 : 1))) {
    const got = gotOf(entry);
    const { urgencyClass, displaced, greenChannel, waitingSince } = entry;
    const name = [queueOf(entry), urgencyClass, displaced, greenChannel, got, waitingSince.getTime()].join(' ');
    const head = heads.get(name);
    if (head) head.equals.push(entry);
    else heads.set(name, { entry, got, equals: [] });
  }
  return [...heads.values()];
}
