/** Where a process dies: at the n-th step from now, before it reaches the other side or right after. */
export interface Trap {
  readonly at: number;
  readonly moment: 'before' | 'after';
  /** Kills the process. */
  readonly strike: () => void;
}

/** The protocol steps of one process over all its connections, in the order in which they passed. */
export class Steps {
  passed: string[] = [];
  #trap?: Trap;

  /** Counts from here. */
  restart(trap?: Trap): void {
    this.passed = [];
    this.#trap = trap;
  }

  /** Lets one step pass. Answers false where the connection must end with it. */
  pass(step: string, forward: () => void): boolean {
    this.passed.push(step);
    const trap = this.#trap;
    if (trap?.at !== this.passed.length) {
      forward();
      return true;
    }
    this.#trap = undefined;
    if (trap.moment === 'after') forward();
    trap.strike();
    return false;
  }
}
