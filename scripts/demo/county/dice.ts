/** Pseudo-random numbers from a fixed seed (mulberry32): the same seed gives the same county on every machine. */
export class Dice {
  private state: number;

  constructor(seed: string) {
    this.state = 0;
    for (const character of seed) this.state = (Math.imul(this.state, 31) + character.codePointAt(0)!) | 0;
  }

  /** An integer of `from..to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True in `percent` of 100 throws. */
  happens(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  pick<T>(faces: readonly T[]): T {
    return faces[Math.floor(this.next() * faces.length)]!;
  }

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
