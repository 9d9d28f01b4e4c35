interface Entry {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

const MOST = 8;

/** The entries of the code table that begin with, else contain, what was typed: code, Chinese or English name. */
export function matching<T extends Entry>(table: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [];
  const rank = ({ code, name, nameEn }: T) => {
    const values = [code.toLowerCase(), name, nameEn.toLowerCase()];
    if (values.some((value) => value.startsWith(wanted))) return 0;
    return values.some((value) => value.includes(wanted)) ? 1 : 2;
  };
  return table
    .map((entry) => ({ entry, at: rank(entry) }))
    .filter(({ at }) => at < 2)
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ entry }) => entry);
}
