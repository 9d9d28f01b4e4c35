/** What a form of an action asks: where the answer goes in the body (`alternative.institution`), and how it is asked. */
export type Field =
  | { readonly kind: 'text'; readonly path: string; readonly rows?: number; readonly max: number; readonly must?: true }
  | { readonly kind: 'line'; readonly path: string; readonly max: number; readonly must?: true }
  | { readonly kind: 'lines'; readonly path: string }
  | { readonly kind: 'choice'; readonly path: string; readonly words: string; readonly of: Codes; readonly must?: true }
  | {
      readonly kind: 'choices';
      readonly path: string;
      readonly words: string;
      readonly of: Codes;
      readonly must?: true;
    }
  | { readonly kind: 'flag'; readonly path: string }
  /** Unlike a flag, unanswered until somebody answers. */
  | { readonly kind: 'yes-no'; readonly path: string }
  | { readonly kind: 'instant'; readonly path: string; readonly must?: true }
  | { readonly kind: 'count'; readonly path: string; readonly min: number; readonly max: number }
  | { readonly kind: 'diagnoses'; readonly path: string; readonly must?: true }
  | { readonly kind: 'house'; readonly path: string; readonly must?: true; readonly preview?: true }
  | { readonly kind: 'unit'; readonly path: string; readonly must: true };

type Codes = readonly (string | number)[];

/** What was typed, by the paths of the fields. */
export type Typed = Readonly<Record<string, unknown>>;

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * The body that the API takes: what was typed at its place, on top of what the action itself says. Nothing empty is sent,
 * and no part of which nothing was filled in.
 */
export function bodyOf(fields: readonly Field[], typed: Typed, fixed: object = {}): Record<string, unknown> {
  const body: Record<string, unknown> = structuredClone(fixed) as Record<string, unknown>;
  for (const { path, kind } of fields) {
    const value = kind === 'lines' ? linesOf(typed[path]) : trimmed(typed[path]);
    if (!isEmpty(value)) put(body, path.split('.'), value);
  }
  return body;
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

function linesOf(value: unknown): string[] {
  return String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function put(body: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    body[name] = value;
    return;
  }
  const inner = (body[name] ?? {}) as Record<string, unknown>;
  body[name] = inner;
  put(inner, rest, value);
}

/** The field of a form that a refusal of the API is about: a part of a list belongs to its list, a lacking part to its first field. */
export function fieldOf(fields: readonly Field[], path: string): string | undefined {
  const found =
    fields.find((field) => path === field.path || path.startsWith(`${field.path}.`)) ??
    fields.find((field) => field.path.startsWith(`${path}.`));
  return found?.path;
}
