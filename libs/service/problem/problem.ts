import { STATUS_CODES } from 'node:http';

/** One wrong field of a request. */
export interface FieldError {
  /** Dotted path from the body's (or query's) root: `clinical.diagnoses.0.code`. */
  field: string;
  /** lower-kebab, for programs. */
  code: string;
  message: string;
  /** Rule of the domain that was broken, for example `V05` (domain §4.8). */
  rule?: string;
}

export interface ProblemOptions {
  status: number;
  /** UPPER_SNAKE, stable: programs branch on it, never on the text. */
  code: string;
  detail: string;
  errors?: FieldError[];
  /** Further members of the body (RFC 9457 §3.2), for example the next free units. */
  more?: Record<string, unknown>;
  /** Response headers, for example `Retry-After`. */
  headers?: Record<string, string>;
}

export const PROBLEM_TYPE = 'application/problem+json';

/** The one error that reaches a client as it is (RFC 9457). Anything else becomes a 500 without text. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors?: FieldError[];
  readonly more: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(options: ProblemOptions) {
    super(options.detail);
    this.name = 'Problem';
    this.status = options.status;
    this.code = options.code;
    this.errors = options.errors;
    this.more = options.more ?? {};
    this.headers = options.headers ?? {};
  }

  /** The body of the response. */
  toJSON(): Record<string, unknown> {
    return {
      ...this.more,
      type: `https://fenji.dev/problems/${this.code.toLowerCase().replaceAll('_', '-')}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}

/** 404: unknown, or not for this caller to see; the two are never told apart (domain §4.8). */
export function notFound(detail = 'There is no such thing here.'): Problem {
  return new Problem({ status: 404, code: 'NOT_FOUND', detail });
}

/** 403: seen, but not for this caller to do. */
export function forbidden(code: string, detail: string): Problem {
  return new Problem({ status: 403, code, detail });
}

/** 409: well asked, but not as things stand. */
export function conflict(code: string, detail: string, more?: Record<string, unknown>): Problem {
  return new Problem({ status: 409, code, detail, more });
}

/** 422: every field is well formed, but rules of the domain are broken (domain §4.8). */
export function rulesBroken(detail: string, errors: FieldError[], more?: Record<string, unknown>): Problem {
  return new Problem({ status: 422, code: 'RULES_BROKEN', detail, errors, more });
}

/** 412: somebody changed it since the caller read it. */
export function staleVersion(current?: number): Problem {
  const more = current === undefined ? {} : { currentVersion: current };
  return new Problem({
    status: 412,
    code: 'STALE_VERSION',
    detail: 'It has changed since you read it: read it again.',
    more,
  });
}
