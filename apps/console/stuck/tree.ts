import type { Schema } from '../api/client';

type Group = Schema<'OverdueGroupView'>;

/** A house, a role in it, or a rung of that role, with the sum of what is below. */
export interface Branch {
  readonly key: string;
  readonly institution: string;
  readonly role?: string;
  readonly rung?: string;
  readonly count: number;
  readonly oldestDueAt: string;
  /** Keys of the words for what is due there, most first. */
  readonly kinds: readonly string[];
  readonly children?: readonly Branch[];
}

type Level = 'institution' | 'role' | 'rung';

/** The key of the words for what is due: a question is answered in another way than a referral. */
export const wordOf = ({ subject, dueKind }: Pick<Group, 'subject' | 'dueKind'>): string =>
  subject === 'teleconsultation' ? `question:dueKind.${dueKind}` : `code:due.${dueKind}`;

/** Groups of the report as institution → role → rung, what is stuck longest first. */
export function treeOf(groups: readonly Group[]): Branch[] {
  return branches(groups, ['institution', 'role', 'rung'], '');
}

function branches(groups: readonly Group[], [level, ...below]: readonly Level[], above: string): Branch[] {
  if (level === undefined) return [];
  const values = [...new Set(groups.map((group) => group[level]))];
  const found = values.map((value): Branch => {
    const key = `${above}/${value}`;
    const part = groups.filter((group) => group[level] === value);
    const [first] = part as [Group];
    const children = branches(part, below, key);
    return {
      key,
      institution: first.institution,
      ...(level === 'institution' ? {} : { role: first.role }),
      ...(level === 'rung' ? { rung: first.rung } : {}),
      count: part.reduce((sum, { referrals }) => sum + referrals, 0),
      oldestDueAt: part.map(({ oldestDueAt }) => oldestDueAt).sort()[0] ?? first.oldestDueAt,
      kinds: kindsOf(part),
      ...(children.length > 0 ? { children } : {}),
    };
  });
  return found.sort((a, b) =>
    level === 'rung' ? (b.rung ?? '').localeCompare(a.rung ?? '') : a.oldestDueAt.localeCompare(b.oldestDueAt),
  );
}

function kindsOf(part: readonly Group[]): string[] {
  const counts = new Map<string, number>();
  for (const group of part) counts.set(wordOf(group), (counts.get(wordOf(group)) ?? 0) + group.referrals);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}
