import type { ChildProcess } from 'node:child_process';

/** A process that the supervisor keeps alive. */
export interface Program {
  readonly name: string;
  /** Where its output goes, for a message that says where to look. */
  readonly logFile: string;
  /** Starts it; called again, with the same ports and data, after each death. Ends a leftover of itself first. */
  start(): Promise<ChildProcess>;
  /** Whether it serves now. */
  isReady(): Promise<boolean>;
  /** Asks a running one to end and resolves when it has. */
  stop(child: ChildProcess): Promise<void>;
}
