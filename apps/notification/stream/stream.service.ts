import type { ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import type { Principal } from '#service/auth/principal.js';
import { scopeOf } from '#service/auth/scope-of.js';
import { logger } from '#service/logging/logger.js';
import { Problem } from '#service/problem/problem.js';
import { Timer } from '#service/timer/timer.js';
import { audiencesOf } from '../notice/audience.js';
import { Connection } from './connection.js';
import { Feeds } from './feeds.js';
import { LiveStream, startAt } from './live-stream.js';
import { parsePosition } from './position.js';

const POLL_SECONDS = 1;
const HEARTBEAT_SECONDS = 15;

const connections = new Gauge({ name: 'fenji_stream_connections', help: 'Open live streams' });
const expired = new Counter({ name: 'fenji_stream_expired_total', help: 'Live streams closed as the token ended' });

/** All live streams of this process. */
@Injectable()
export class StreamService implements OnModuleInit, OnModuleDestroy {
  private readonly streams = new Set<LiveStream>();
  private stopping = false;

  constructor(
    private readonly feeds: Feeds,
    private readonly timer: Timer,
  ) {}

  onModuleInit(): void {
    this.timer.every('live-stream', POLL_SECONDS, () => this.tick());
    this.timer.every('live-stream-heartbeat', HEARTBEAT_SECONDS, () => this.beat());
  }

  /** Clients come back to another replica, or after the restart, with their position. */
  onModuleDestroy(): void {
    this.stopping = true;
    for (const stream of this.streams) stream.end();
  }

  /** Opens the stream of a caller; what he missed follows by itself. @throws Problem 400 for a wrong position */
  async open(principal: Principal, lastEventId: string, response: ServerResponse): Promise<void> {
    if (this.stopping) throw new Problem({ status: 503, code: 'STOPPING', detail: 'Come again in a moment.' });
    const wanted = parsePosition(lastEventId);
    const audiences = audiencesOf(principal);
    const connection = new Connection(response);
    const stream = new LiveStream(this.feeds, audiences, connection, scopeOf(principal), principal.expiresAt);
    const leave = () => {
      this.feeds.leave(audiences, stream);
      if (this.streams.delete(stream)) connections.set(this.streams.size);
    };
    // Before the feeds are asked: a client that is gone by the time they answer says so only once.
    response.on('close', leave);
    try {
      await this.feeds.join(audiences, stream);
    } catch (error) {
      leave();
      throw error;
    }
    if (connection.isClosed) return;
    this.streams.add(stream);
    connections.set(this.streams.size);
    connection.open(startAt(wanted, audiences, this.feeds));
    stream.replay().catch((error: unknown) => {
      logger.warn({ err: error }, 'live stream: replay failed, the client comes back');
      stream.cut();
    });
  }

  private async tick(): Promise<number> {
    const now = Date.now();
    for (const stream of this.streams) {
      if (stream.expiresAt.getTime() > now) continue;
      // Who does not even take the end of his stream is cut off a second later.
      if (stream.isEnded) stream.cut();
      else expired.inc();
      stream.end();
    }
    await this.feeds.poll();
    return 0;
  }

  private async beat(): Promise<number> {
    for (const stream of this.streams) stream.beat();
    return 0;
  }
}
