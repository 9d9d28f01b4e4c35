import type { Scope } from '#service/database/database.js';
import type { Audience } from '../notice/audience.js';
import type { Connection } from './connection.js';
import type { Feeds, Listener } from './feeds.js';
import type { Position } from './position.js';

/** One caller listening: first what was missed, from the table; then what comes. */
export class LiveStream implements Listener {
  private live = false;

  constructor(
    private readonly feeds: Feeds,
    private readonly audiences: readonly Audience[],
    private readonly connection: Connection,
    private readonly scope: Scope,
    /** End of the token: nobody listens longer than he may. */
    readonly expiresAt: Date,
  ) {}

  take(audience: string, seq: number, block: string): void {
    if (!this.live) return;
    this.connection.send(audience, seq, block);
    if (this.connection.isClogged) this.connection.cut();
  }

  /**
   * Sends everything between the client's position and now. Feeds run on meanwhile; the check that nothing is missing
   * and the step to live happen in one turn of the event loop, so nothing falls between and nothing comes twice.
   */
  async replay(): Promise<void> {
    for (let behind = this.behind(); behind.length > 0 && !this.connection.isClosed; behind = this.behind()) {
      for (const audience of behind) await this.replayPage(audience);
    }
    this.live = true;
  }

  get isEnded(): boolean {
    return this.connection.isClosed;
  }

  beat(): void {
    this.connection.beat();
  }

  end(): void {
    this.connection.end();
  }

  cut(): void {
    this.connection.cut();
  }

  private behind(): Audience[] {
    return this.audiences.filter((audience) => this.connection.lastSeq(audience.key) < this.feeds.seqOf(audience));
  }

  private async replayPage(audience: Audience): Promise<void> {
    const { blocks, upTo } = await this.feeds.missed(this.scope, audience, this.connection.lastSeq(audience.key));
    for (const { seq, block } of blocks) this.connection.send(audience.key, seq, block);
    this.connection.skipTo(audience.key, upTo);
    await this.connection.drained();
  }
}

/**
 * Where a client begins: at its own position, for an audience it does not name at the live end. A position beyond the
 * end (of another database) counts as the end.
 */
export function startAt(wanted: Position, audiences: readonly Audience[], feeds: Feeds): Position {
  return new Map(
    audiences.map((audience) => {
      const end = feeds.seqOf(audience);
      return [audience.key, Math.min(wanted.get(audience.key) ?? end, end)];
    }),
  );
}
