import type { Pool } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import type { ReserveReleased, SupplyPublished } from '#contracts/reservation.events.js';
import { contractDoctors, desk } from '../notice/audience.js';
import { PLAN } from '../notice/matrix.js';
import type { PlannedNotice } from '../notice/planned.js';

/** The messages whose news are gathered: a roster of a month is one piece of news, not a thousand (domain §10). */
export const GATHERED = [
  'supply.published.v1',
  'reserve.released.v1',
  'reserve.low.v1',
  'reserve.release-soon.v1',
  'reserve.returned.v1',
] as const;
export type GatheredMessage = (typeof GATHERED)[number];

/** News of one kind: how many sessions and units of one pool of one institution. */
export interface Digest {
  readonly county: string;
  readonly event: GatheredMessage;
  readonly institution: string;
  readonly pool: Pool;
  readonly sessions: number;
  readonly units: number;
  readonly occurredAt: string;
}

export function isGathered(name: string): name is GatheredMessage {
  return (GATHERED as readonly string[]).includes(name);
}

/** One message as a digest of its own; undefined when it tells a family doctor nothing: no unit is reserved. */
export function digestOf(message: Pick<Envelope, 'name' | 'county' | 'occurredAt' | 'data'>): Digest | undefined {
  const { name, county, occurredAt } = message;
  if (!isGathered(name)) return undefined;
  const { institution, pool, reserve, units } = message.data as Partial<SupplyPublished & ReserveReleased>;
  const count = units ?? reserve ?? 0;
  // A reserve that runs low is news also when its last unit has gone.
  if (!institution || !pool || (count === 0 && name !== 'reserve.low.v1')) return undefined;
  return { county, event: name, institution, pool, sessions: 1, units: count, occurredAt };
}

/**
 * Who is told what by a digest. Pure.
 * @param houses those whose family doctors may use the reserve of the hospital (V05)
 */
export function planDigest(digest: Digest, houses: readonly string[]): PlannedNotice[] {
  const { county, event, institution, pool, sessions, units } = digest;
  const facts = { toInstitution: institution, pool, sessions, units };
  return PLAN[event].flatMap(({ to, template, ways }) => {
    const audiences =
      to === 'hospital-desk' ? [desk(county, institution)] : houses.map((house) => contractDoctors(county, house));
    return audiences.map((audience) => ({ audience, template, urgency: 'info' as const, facts, ways }));
  });
}
