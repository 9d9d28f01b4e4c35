interface Line {
  readonly referrals?: number;
}

/** The sum of some lines; those that are hidden count nothing. */
export const sumOf = (lines: readonly Line[]): number => lines.reduce((sum, { referrals = 0 }) => sum + referrals, 0);

/** Sums by one member of the lines, in the order in which its values are given; values without a line are left out. */
export function sumsBy<L extends Line>(
  lines: readonly L[],
  of: (line: L) => string,
  order: readonly string[],
): { readonly name: string; readonly count: number }[] {
  const names = [...order, ...new Set(lines.map(of).filter((name) => !order.includes(name)))];
  return names
    .map((name) => ({ name, count: sumOf(lines.filter((line) => of(line) === name)) }))
    .filter(({ count }) => count > 0);
}
