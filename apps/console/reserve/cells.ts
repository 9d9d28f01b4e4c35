import type { Schema } from '../api/client';

export type ReserveMap = Schema<'ReserveMap'>;
export type MapRow = Schema<'MapRow'>;
export type MapCell = Schema<'MapCell'>;
export type Measure = 'usable' | 'reserve';

/** The share of one day in basis points; undefined while nothing can be said. */
export const shareOf = (cell: MapCell, measure: Measure): number | undefined =>
  measure === 'usable' ? cell.usableBps : cell.reserveBps;

/** What is wrong with a day, if anything. */
export type Fault = 'below' | 'shortfall' | 'stopped';

/** The faults of a day, the worst first. */
export function faultsOf({ belowFloor, shortfall, stoppedSessions }: MapCell): Fault[] {
  const faults: Fault[] = [];
  if (belowFloor) faults.push('below');
  if (shortfall > 0) faults.push('shortfall');
  if (stoppedSessions > 0) faults.push('stopped');
  return faults;
}

/** One day of one row that somebody should look at. */
export interface Breach {
  readonly row: MapRow;
  readonly date: string;
  readonly cell: MapCell;
  readonly faults: readonly Fault[];
}

/** Every day with a fault, those below the floor first, then by day. */
export function breachesOf({ days, rows }: ReserveMap): Breach[] {
  const found = rows.flatMap((row) =>
    row.cells.flatMap((cell, at): Breach[] => {
      const faults = cell ? faultsOf(cell) : [];
      return cell && faults.length > 0 ? [{ row, date: days[at] ?? '', cell, faults }] : [];
    }),
  );
  const rank = ({ faults }: Breach) => ['below', 'shortfall', 'stopped'].indexOf(faults[0] ?? '');
  return found.sort((a, b) => rank(a) - rank(b) || a.date.localeCompare(b.date));
}
