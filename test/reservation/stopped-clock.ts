import type { Room } from './room.js';

/** Business time stands still until it is moved, in either direction: a spec may begin again and again. */
export function stopClock(room: Room): Promise<void> {
  return room.bend(`
    CREATE TABLE stopped_clock (at timestamptz NOT NULL);
    INSERT INTO stopped_clock VALUES (now());
    GRANT SELECT ON stopped_clock TO fenji_reservation;
    CREATE OR REPLACE FUNCTION reservation.business_now() RETURNS timestamptz LANGUAGE sql STABLE AS
      $$ SELECT at FROM public.stopped_clock $$`);
}

export function setClock(room: Room, instant: Date): Promise<void> {
  return room.bend('UPDATE stopped_clock SET at = $1', [instant]);
}

const TABLES = ['account', 'claim', 'wait_entry', 'displacement', 'ledger', 'outbox', 'inbox', 'idempotency'];

/** Sessions and reservations go with their accounts. */
export function emptyBooks(room: Room): Promise<void> {
  return room.bend(`TRUNCATE ${TABLES.map((table) => `reservation.${table}`).join(', ')} CASCADE`);
}
