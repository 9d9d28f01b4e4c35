import type { EntityManager } from 'typeorm';
import { conflict, Problem } from '#service/problem/problem.js';
import type { Answer } from '#service/write/write.js';
import type { BookingWish } from './batch.js';
import { bookingView } from './booking.dto.js';
import { type ExternalName, findNamed, withSessions } from './bookings.store.js';

/**
 * Wishes under a name that the hospital has used before: the same content gets the same booking, as it is now; another
 * content is refused. A name that stands twice in one batch is in progress for the second.
 */
export async function knownWishes(
  tx: EntityManager,
  wishes: readonly BookingWish[],
): Promise<Map<BookingWish, Answer<unknown> | Problem>> {
  const outcomes = new Map<BookingWish, Answer<unknown> | Problem>();
  const named = wishes.filter(({ request }) => request.external);
  if (named.length === 0) return outcomes;
  const rows = await findNamed(tx, named.map(nameOf));
  const booked = await withSessions(tx, rows);
  const known = new Map(
    booked.map(({ row, session }) => [keyOf({ ...row, id: row.externalId ?? '' }), { row, session }]),
  );
  const seen = new Set<string>();
  for (const wish of named) {
    const key = keyOf(nameOf(wish));
    const one = known.get(key);
    if (one) {
      const same = one.row.contentHash === wish.request.external?.contentHash;
      const body = bookingView(one.row, one.session);
      outcomes.set(wish, same ? { status: 200, body, version: one.row.version } : taken());
    } else if (seen.has(key)) {
      outcomes.set(wish, inProgress());
    }
    seen.add(key);
  }
  return outcomes;
}

const nameOf = ({ request, write }: BookingWish): ExternalName => {
  const { county, institution } = write.principal;
  return { county, institution, id: request.external?.id ?? '' };
};

const keyOf = ({ county, institution, id }: ExternalName): string => `${county} ${institution} ${id}`;

const taken = (): Problem => conflict('EXTERNAL_ID_TAKEN', 'Another booking was made under this externalId.');

const inProgress = (): Problem =>
  new Problem({
    status: 409,
    code: 'EXTERNAL_ID_IN_PROGRESS',
    detail: 'A booking under this externalId is just being made.',
    headers: { 'Retry-After': '1' },
  });
