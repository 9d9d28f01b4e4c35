/** Something took longer than it may; `code` tells what. */
export class TimeLimitExceeded extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'TimeLimitExceeded';
  }
}

/** The outcome of `work`, or {@link TimeLimitExceeded} after `milliseconds`. The work itself goes on. */
export async function withTimeLimit<T>(work: Promise<T>, milliseconds: number, code: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitExceeded(code)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
