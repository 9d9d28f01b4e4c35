import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a gateway was handed. */
export interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: { id: string; to: string; text: string; subject: string; channel: string };
}

/** Answers a request, or leaves it hanging. */
export type Conduct = (response: ServerResponse, received: Received) => void;

export const answering =
  (status: number, body: object = {}): Conduct =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
export const hanging: Conduct = () => undefined;
/** Takes it, and is gone before it can say so. */
export const cutting: Conduct = (response) => void response.socket?.destroy();

/** A server at the other end of a channel, that does as it is told. */
export class FakeGateway {
  readonly received: Received[] = [];
  /** False where what comes is sealed. */
  readsJson = true;
  private readonly waiting: { count: number; done: () => void }[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
    public conduct: Conduct,
  ) {}

  static async start(conduct: Conduct = answering(202)): Promise<FakeGateway> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const body = JSON.parse((gateway.readsJson && text) || '{}') as Received['body'];
        gateway.take({ url: request.url, headers: request.headers, text, body }, response);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const gateway = new FakeGateway(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, conduct);
    return gateway;
  }

  /** Ids in the order of arrival, repetitions included. */
  get ids(): string[] {
    return this.received.map(({ body }) => body.id);
  }

  /** Resolves once so many were handed over. */
  async got(count: number): Promise<void> {
    if (this.received.length >= count) return;
    await new Promise<void>((done) => this.waiting.push({ count, done }));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private take(received: Received, response: ServerResponse): void {
    this.received.push(received);
    this.conduct(response, received);
    for (const { done } of this.waiting.filter(({ count }) => this.received.length >= count)) done();
  }
}
