import { askerOf } from '../reserve/rule.js';
import type { Reservation } from '../unit/reservation.entity.js';

const URGENCY = ['U1', 'U2', 'U3', 'U4'];
/** From the most urgent, 0; who has no class comes last. */
const urgencyOf = ({ urgencyClass }: Reservation): number =>
  urgencyClass === null ? URGENCY.length : URGENCY.indexOf(urgencyClass);

const newestFirst = (a: Reservation, b: Reservation): number =>
  b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);

/**
 * In which order persons lose their units when a session is cut (domain §7.7): unconfirmed public holds, other holds,
 * then bookings by lowest urgency and newest first, family bookings inside the new floor last. An emergency goes after
 * all of them: its hold is no open question, the patient is on the way.
 * @param rows live holds and bookings of one session
 * @param floor R'_i: so many family bookings, the most urgent and oldest, are inside it
 */
export function displacementOrder(rows: readonly Reservation[], floor: number): Reservation[] {
  const lastToGo = (a: Reservation, b: Reservation) => urgencyOf(b) - urgencyOf(a) || newestFirst(a, b);
  const family = rows.filter(({ state, taker }) => state === 'confirmed' && taker === 'family').sort(lastToGo);
  const inside = new Set(family.slice(Math.max(0, family.length - floor)));
  const rank = (row: Reservation): number => {
    if (row.taker === 'emergency') return 4;
    if (row.state === 'held') return row.taker === 'public' ? 0 : 1;
    return inside.has(row) ? 3 : 2;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b) || lastToGo(a, b));
}

/** Those who are looked after together, and which group comes first (domain §7.8). */
const BANDS: ((row: Reservation) => boolean)[] = [
  (row) => row.taker === 'emergency',
  (row) => isFamily(row) && row.urgencyClass === 'U2',
  (row) => isFamily(row) && row.urgencyClass === 'U3',
  isFamily,
  (row) => row.referralId !== null,
  () => true,
];

function isFamily({ entitlement }: Reservation): boolean {
  return entitlement !== null && askerOf(entitlement) === 'family';
}

/**
 * In which order displaced persons are found another unit (domain §7.8): emergencies, then U2, U3, U4 family referrals,
 * other referrals, public; inside each group by original booking time.
 */
export function rebookingBands(rows: readonly Reservation[]): Reservation[][] {
  const bands = BANDS.map((): Reservation[] => []);
  for (const row of rows) bands[BANDS.findIndex((matches) => matches(row))]?.push(row);
  return bands.filter((band) => band.length > 0).map((band) => band.sort((a, b) => newestFirst(b, a)));
}
