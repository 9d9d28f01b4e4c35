import type { EntityManager } from 'typeorm';
import type { Principal } from '#service/auth/principal.js';
import { notFound } from '#service/problem/problem.js';
import type { Session } from '../supply/session.entity.js';
import { findSession } from '../supply/supply.store.js';
import type { Reservation } from '../unit/reservation.entity.js';
import { findReservation } from '../unit/reservation.store.js';

/** @throws Problem 404 outside the caller's institution */
export async function ownReservation(
  tx: EntityManager,
  { county, institution }: Principal,
  id: string,
): Promise<Reservation> {
  const row = await findReservation(tx, [county], id);
  if (row?.institution !== institution) throw notFound();
  return row;
}

/** @throws Problem 404 outside the caller's institution */
export async function ownSession(tx: EntityManager, { county, institution }: Principal, id: string): Promise<Session> {
  const session = await findSession(tx, county, id);
  if (session?.institution !== institution) throw notFound();
  return session;
}
