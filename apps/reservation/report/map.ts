import type { MapCell, MapRow } from './map.dto.js';
import type { ReserveLine } from './report.dto.js';

/** What makes a day worth a look, the worst first. */
const weightOf = ({ belowFloor, shortfall, stoppedSessions, usableBps, requiredBps }: MapCell): number =>
  (belowFloor ? 1_000_000 : 0) +
  (shortfall > 0 ? 100_000 : 0) +
  (usableBps !== undefined ? Math.max(0, requiredBps - usableBps) : 0) +
  (stoppedSessions > 0 ? 100 : 0);

/**
 * Lines of one institution (and group) and day each, laid out as a table: a row for each, the days across. Rows with a
 * breach come first, the worst before the others.
 */
export function mapOf(lines: readonly ReserveLine[], days: readonly string[]): MapRow[] {
  const at = new Map(days.map((day, column) => [day, column]));
  const rows = new Map<string, MapRow>();
  for (const line of lines) {
    const { institution = '', group } = line;
    const key = `${institution} ${group ?? ''}`;
    const row = rows.get(key) ?? { institution, ...(group ? { group } : {}), cells: days.map(() => null) };
    const column = at.get(line.date ?? '');
    if (column !== undefined) row.cells[column] = cellOf(line);
    rows.set(key, row);
  }
  const weight = (row: MapRow) => Math.max(0, ...row.cells.map((cell) => (cell ? weightOf(cell) : 0)));
  return [...rows.values()].sort(
    (a, b) =>
      weight(b) - weight(a) ||
      a.institution.localeCompare(b.institution) ||
      (a.group ?? '').localeCompare(b.group ?? ''),
  );
}

function cellOf(line: ReserveLine): MapCell {
  const { published, reserve, reserveBps, requiredBps, belowFloor, shortfall, stoppedSessions, usableBps } = line;
  const figures = { published, reserve, reserveBps, requiredBps, belowFloor, shortfall, stoppedSessions };
  return usableBps === undefined ? figures : { ...figures, usableBps };
}
