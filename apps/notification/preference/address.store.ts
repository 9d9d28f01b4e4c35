import type { EntityManager } from 'typeorm';
import { run, type Statement } from '#service/database/prepared.js';
import type { Channel } from '../delivery/delivery.js';
import type { Person } from '../reach/reach.store.js';

export type AddressKind = 'phone' | 'email' | 'messenger';

/** Which address a channel needs; push and webhook have their own. */
export const ADDRESS_OF: Readonly<Partial<Record<Channel, AddressKind>>> = {
  sms: 'phone',
  phone: 'phone',
  email: 'email',
  messenger: 'messenger',
};

/** An address as it is kept: sealed for this institution under {@link contextOf}. */
export interface SealedAddress {
  readonly kind: AddressKind;
  readonly institution: string;
  readonly sealed: string;
}

/** What the cipher binds a sealed address to: it opens in no other row. */
export const contextOf = (practitioner: string, kind: AddressKind): string => `staff.${kind}:${practitioner}`;

const READ: Statement = {
  name: 'staff-address-read',
  text: 'SELECT kind, institution, sealed FROM staff_address WHERE county = $1 AND practitioner = $2 ORDER BY kind',
};

const SAVE: Statement = {
  name: 'staff-address-save',
  text: `
    INSERT INTO staff_address (county, practitioner, kind, institution, sealed, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (county, practitioner, kind) DO UPDATE
       SET institution = excluded.institution, sealed = excluded.sealed, changed_at = excluded.changed_at`,
};

const FORGET: Statement = {
  name: 'staff-address-forget',
  text: 'DELETE FROM staff_address WHERE county = $1 AND practitioner = $2 AND kind = $3',
};

const OF_DELIVERIES: Statement = {
  name: 'staff-address-of-deliveries',
  // Who has left the house that the notice is about is not told any more; news of a whole county is about none.
  text: `
    SELECT asked.nr, a.kind, a.institution, a.sealed,
           coalesce(m.until <= (business_now() AT TIME ZONE 'Asia/Shanghai')::date
                    OR n.institution NOT IN ('*', '-') AND m.institution <> n.institution, false) AS "left"
      FROM unnest($1::int[], $2::text[], $3::uuid[], $4::uuid[], $5::text[]) AS asked (nr, county, notice, practitioner, kind)
      JOIN notice n ON n.county = asked.county AND n.id = asked.notice
      LEFT JOIN staff_member m ON m.county = asked.county AND m.practitioner = asked.practitioner
      LEFT JOIN staff_address a ON a.county = asked.county AND a.practitioner = asked.practitioner AND a.kind = asked.kind`,
};

export function readAddresses(tx: EntityManager, { county, practitioner }: Person): Promise<SealedAddress[]> {
  return run<SealedAddress>(tx, READ, [county, practitioner]);
}

export async function saveAddress(
  tx: EntityManager,
  { county, practitioner }: Person,
  { kind, institution, sealed }: SealedAddress,
  now: Date,
): Promise<void> {
  await run(tx, SAVE, [county, practitioner, kind, institution, sealed, now]);
}

export async function forgetAddress(tx: EntityManager, person: Person, kind: AddressKind): Promise<void> {
  await run(tx, FORGET, [person.county, person.practitioner, kind]);
}

/** Whose address a delivery needs. */
export interface AskedAddress extends Person {
  readonly nr: number;
  readonly noticeId: string;
  readonly kind: AddressKind;
}

export interface FoundAddress {
  readonly nr: number;
  readonly left: boolean;
  readonly kind: AddressKind | null;
  readonly institution: string | null;
  readonly sealed: string | null;
}

/** The sealed addresses that deliveries need, and who has left the house that their notice is about. */
export async function addressesOfDeliveries(
  tx: EntityManager,
  asked: readonly AskedAddress[],
): Promise<FoundAddress[]> {
  if (asked.length === 0) return [];
  return run<FoundAddress>(tx, OF_DELIVERIES, [
    asked.map(({ nr }) => nr),
    asked.map(({ county }) => county),
    asked.map(({ noticeId }) => noticeId),
    asked.map(({ practitioner }) => practitioner),
    asked.map(({ kind }) => kind),
  ]);
}
