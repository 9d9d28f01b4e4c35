/** One wrong field of a request. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
  readonly rule?: string;
}

/** A refusal of the API (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldError[],
    /** Members of the problem's own kind, e.g. the next free units. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
  }

  static of(body: unknown, status: number): Problem {
    const { code, detail, title, errors, ...more } = (typeof body === 'object' && body ? body : {}) as Record<
      string,
      unknown
    >;
    return new Problem(
      status,
      typeof code === 'string' ? code : `HTTP_${status}`,
      String(detail ?? title ?? ''),
      Array.isArray(errors) ? (errors as FieldError[]) : [],
      more,
    );
  }

  static unreachable(cause: unknown): Problem {
    return Object.assign(new Problem(0, 'UNREACHABLE', '', []), { cause });
  }
}

/** The word that a fault is said by: first for its very field, then for its kind. */
export function keysOf({ field, code }: FieldError): string[] {
  const plain = field.replace(/\.\d+(?=\.|$)/g, '').replaceAll('.', '-');
  return [`fault.at.${plain}.${code}`, `fault.of.${code}`];
}
