import { CHANNELS, type Channel } from '../delivery/delivery.js';
import type { Adapter } from './adapter.js';

const ATTEMPT_MILLISECONDS = 10_000;

/** The ways out that this house has; what it lacks ends as `not-configured`. */
export class Adapters {
  private readonly byChannel: ReadonlyMap<Channel, Adapter>;

  constructor(
    adapters: readonly Adapter[],
    /** An attempt without an answer by then has an unknown outcome. */
    readonly attemptMilliseconds: number = ATTEMPT_MILLISECONDS,
  ) {
    this.byChannel = new Map(adapters.map((adapter) => [adapter.channel, adapter]));
  }

  get configured(): Channel[] {
    return [...this.byChannel.keys()];
  }

  get missing(): Channel[] {
    return CHANNELS.filter((channel) => !this.byChannel.has(channel));
  }

  of(channel: Channel): Adapter | undefined {
    return this.byChannel.get(channel);
  }
}
