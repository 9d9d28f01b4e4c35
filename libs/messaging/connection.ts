import type { Duplex } from 'node:stream';
import { type ChannelModel, connect } from 'amqplib';
import { codeOf } from './errors.js';
import type { ConnectionRole, MessagingLog, MessagingMetrics } from './metrics.js';
import { Pause } from './pause.js';
import { withTimeLimit } from './time-limit.js';

const HEARTBEAT_SECONDS = 10;
const DIAL_MILLISECONDS = 3_000;
const PREPARE_MILLISECONDS = 15_000;
const CLOSE_MILLISECONDS = 1_000;

export interface BrokerAddress {
  /** `amqp(s)://…`, one or several, tried in turn. */
  readonly urls: readonly string[];
  /** Shown by the broker, for example `fenji.referral.publish`. */
  readonly name: string;
}

export interface DialerOptions {
  readonly address: BrokerAddress;
  readonly role: ConnectionRole;
  /** Makes channels on a fresh connection; a rejection ends the session and the next try follows. */
  readonly prepare: (session: Session) => Promise<void>;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
}

/** One connection from its opening to whatever ends it first. */
export class Session {
  /** Resolves with the code of the first cause. */
  readonly ended: Promise<string>;
  readonly end: (cause: string) => void;

  constructor(
    readonly connection: ChannelModel,
    readonly generation: number,
  ) {
    let end: (cause: string) => void = () => undefined;
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    this.end = end;
  }
}

/**
 * Keeps one connection alive for ever: dial → prepare → wait for its end → close → dial. One loop, so that two
 * causes of an end cannot start two connections. amqplib's own recovery redials one URL and brings back neither
 * channels nor consumers (engineering §2.2).
 */
export class Dialer {
  readonly #options: DialerOptions;
  readonly #pause = new Pause();
  #session?: Session;
  #generation = 0;
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: DialerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Dials no more, lets `drain` finish on the connection that is there, and closes it. */
  async stop(drain: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.#stopping = true;
    this.#pause.end();
    await drain();
    this.#session?.end('STOPPED');
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { address, role, metrics, log } = this.#options;
    let failures = 0;
    for (let turn = 0; !this.#stopping; turn += 1) {
      const cause = await this.#live(address.urls[turn % address.urls.length]!, () => {
        failures = 0;
        log.info({ connection: address.name, generation: this.#generation }, 'connected to the broker');
      });
      if (this.#stopping) return;
      metrics.redialled(role);
      log.warn({ connection: address.name, generation: this.#generation, cause }, 'not connected to the broker');
      await this.#pause.wait(backoff(failures));
      failures += 1;
    }
  }

  /** From dialling to the end of the session; answers with the cause of the end. */
  async #live(url: string, ready: () => void): Promise<string> {
    let session: Session | undefined;
    try {
      session = this.#session = await this.#open(url);
      const { ended } = session;
      const failed = ended.then((cause) => Promise.reject(Object.assign(new Error(cause), { code: cause })));
      await withTimeLimit(
        Promise.race([this.#options.prepare(session), failed]),
        PREPARE_MILLISECONDS,
        'PREPARE_TIMEOUT',
      );
      if (this.#stopping) return 'STOPPED';
      ready();
      return await ended;
    } catch (error) {
      return codeOf(error);
    } finally {
      session?.end('CLOSED');
      if (session) await close(session.connection);
    }
  }

  async #open(url: string): Promise<Session> {
    const connection = await connect(withHeartbeat(url), {
      // Without it acks and publishes wait for Nagle: 44 ms instead of 0.3 ms a message [measured].
      noDelay: true,
      timeout: DIAL_MILLISECONDS,
      clientProperties: { connection_name: this.#options.address.name },
    });
    this.#generation += 1;
    const session = new Session(connection, this.#generation);
    connection.on('error', (error) => session.end(codeOf(error)));
    connection.on('close', () => session.end('CONNECTION_CLOSED'));
    return session;
  }
}

/** 0.1 s doubling to 2 s, times 0.5 to 1.5, so that many processes do not come back at the same instant. */
function backoff(failures: number): number {
  return Math.min(100 * 2 ** failures, 2_000) * (0.5 + Math.random());
}

function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  return address.href;
}

/** Closes politely; a peer that does not answer any more loses its socket, so no half-open connection stays. */
async function close(connection: ChannelModel): Promise<void> {
  try {
    await withTimeLimit(connection.close(), CLOSE_MILLISECONDS, 'CLOSE_TIMEOUT');
  } catch {
    // Closed already, or half-open. amqplib has no public way to drop a socket.
    (connection.connection as unknown as { stream: Duplex }).stream.destroy();
  }
}
