/** What a test has heard so far; it waits for a signal, never for time. */
export class Heard<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<() => void>();

  push(heard: T): void {
    this.all.push(heard);
    for (const check of this.#waiting) check();
  }

  /** Resolves as soon as `holds` is true of everything heard. */
  until(holds: (all: readonly T[]) => boolean): Promise<readonly T[]> {
    return new Promise((resolve) => {
      const check = () => {
        if (!holds(this.all)) return;
        this.#waiting.delete(check);
        resolve(this.all);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** The first one that fits, now or later. */
  async first(fits: (heard: T) => boolean): Promise<T> {
    await this.until((all) => all.some(fits));
    return this.all.find(fits)!;
  }
}
