import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Steps } from './steps.js';
import { type Cutter, RAW, type Wire } from './wire.js';

/** A TCP proxy on the loopback whose cable a test may cut, and which can end a process at one step of its protocol. */
export class FaultProxy {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => this.#join(near));
  #refusing = false;
  #deaf = false;

  private constructor(
    private readonly target: URL,
    private readonly wire: Wire,
    private readonly steps: Steps,
  ) {}

  /** Stands before a server; with a wire, the steps of its protocol are counted. */
  static async before(url: string, wire: Wire = RAW, steps: Steps = new Steps()): Promise<FaultProxy> {
    const proxy = new FaultProxy(new URL(url), wire, steps);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The address to use instead of the server's. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Drops every connection; new ones are accepted unless {@link refuse} was called. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Drops every connection and lets none through until {@link accept}. */
  refuse(): void {
    this.#refusing = true;
    this.cut();
  }

  /** Half-open: what is sent vanishes on the way, in both directions, and no connection ends; until {@link accept}. */
  swallow(): void {
    this.#deaf = true;
  }

  /** New connections work again. One that lost bytes is of no use to anybody, and is dropped. */
  accept(): void {
    this.#refusing = false;
    if (this.#deaf) this.cut();
    this.#deaf = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    if (this.#refusing) {
      near.destroy();
      return;
    }
    const far = connect(Number(this.target.port), this.target.hostname);
    this.#lead(near, far, this.wire.requests());
    this.#lead(far, near, this.wire.answers());
  }

  #lead(from: Socket, to: Socket, cut: Cutter): void {
    this.#sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (chunk) => {
      if (this.#deaf) return;
      for (const { bytes, step } of cut(chunk)) {
        const forward = () => void (to.writable && to.write(bytes));
        if (step === undefined) forward();
        else if (!this.steps.pass(step, forward)) {
          from.destroy();
          return;
        }
      }
    });
    from.on('error', () => from.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      // What was forwarded still arrives: a reset could overtake it.
      to.end();
    });
  }
}
