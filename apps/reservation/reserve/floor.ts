/** One whole in basis points. */
export const ALL_BPS = 10_000;
/** The floor that no configuration can go below: 20 % (domain §7.1, YN24). */
export const FLOOR_BPS = 2_000;

/** Smallest integer ≥ a/b; integers only, as floating point gives 8 for 25 at 28 % (TV02). */
export function ceilDiv(a: number, b: number): number {
  return Math.floor((a + b - 1) / b);
}

/** Units to protect of a published capacity: `R = (C × bps + 9999) div 10000` (domain §7.2). */
export function reserveOf(capacity: number, ratioBps: number): number {
  return ceilDiv(capacity * ratioBps, ALL_BPS);
}

/** Whether a pool may be configured with this ratio; a reserved pool never goes below the floor. */
export function isAllowedRatio(ratioBps: number, reserved: boolean): boolean {
  return Number.isInteger(ratioBps) && ratioBps >= (reserved ? FLOOR_BPS : 0) && ratioBps <= ALL_BPS;
}
