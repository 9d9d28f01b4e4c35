import { QueueFull } from '#messaging/batcher.js';

/** Lets so many through at a time, in the order in which they came; who has waited too long is turned away. */
export class Turnstile {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param patience milliseconds that anybody waits at most */
  constructor(
    private readonly places: number,
    private readonly patience: number,
  ) {}

  /** Does the work when it is its turn. @throws QueueFull after the patience, and the work is not begun */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.inside < this.places) {
      this.inside += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new QueueFull());
      }, this.patience);
      this.waiting.push(enter);
    });
  }

  /** The place goes to the next in line; nobody who comes now can take it. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.inside -= 1;
  }
}
