/** The rows of the register that make the tree. */
export interface NetworkRows {
  readonly institutions: readonly { readonly code: string; readonly name: string }[];
  readonly consortia: readonly { readonly id: string; readonly name: string }[];
  readonly members: readonly { readonly consortiumId: string; readonly institution: string; readonly lead: boolean }[];
  readonly parents: readonly { readonly institution: string; readonly parent: string }[];
}

/** One knot of the tree; its key ends with the institution's code. */
export interface Knot {
  readonly key: string;
  readonly title: string;
  readonly selectable?: boolean;
  readonly children?: Knot[];
}

/** Consortium → lead and members → houses below them; what belongs to no consortium stands under `alone`. */
export function treeOf({ institutions, consortia, members, parents }: NetworkRows, alone: string): Knot[] {
  const names = new Map(institutions.map(({ code, name }) => [code, name]));
  const placed = new Set<string>();
  const knot = (root: string, code: string, mark = ''): Knot => {
    placed.add(code);
    const below = parents.filter(({ parent, institution }) => parent === code && !placed.has(institution));
    const children = below.map(({ institution }) => knot(root, institution));
    return {
      key: `${root}:${code}`,
      title: `${mark}${names.get(code) ?? code} ${code}`,
      ...(children.length > 0 ? { children } : {}),
    };
  };
  const roots = consortia.map(({ id, name }): Knot => {
    const own = members.filter(({ consortiumId }) => consortiumId === id);
    const codes = new Set(own.map(({ institution }) => institution));
    const tops = own
      .filter(({ institution }) => !parents.some((one) => one.institution === institution && codes.has(one.parent)))
      .sort((a, b) => Number(b.lead) - Number(a.lead));
    const children = tops.map(({ institution, lead }) => knot(id, institution, lead ? '★ ' : ''));
    return { key: id, title: name, selectable: false, children };
  });
  const rest = institutions.filter(({ code }) => !placed.has(code)).map(({ code }) => knot('alone', code));
  return rest.length > 0 ? [...roots, { key: 'alone', title: alone, selectable: false, children: rest }] : roots;
}

/** The house that a knot stands for. */
export function codeOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

/** The knots that stand for a house: it may belong to several consortia. */
export function keysOf(code: string, knots: readonly Knot[]): string[] {
  return knots.flatMap(({ key, selectable = true, children = [] }) => [
    ...(selectable && codeOf(key) === code ? [key] : []),
    ...keysOf(code, children),
  ]);
}
