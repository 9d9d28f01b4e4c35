import { EventEmitter, once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';

export interface HeardNotice {
  readonly id: string;
  readonly event: string;
  readonly referralId?: string;
}

/** A client of the live stream that does what a browser's EventSource does: it keeps the last id for its next connection. */
export class StreamClient {
  readonly heard: HeardNotice[] = [];
  readonly comments: string[] = [];
  lastEventId?: string;
  private readonly news = new EventEmitter();
  private request?: ClientRequest;
  private reply?: IncomingMessage;

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Resolves with the answer's head; notices come later. */
  async connect(): Promise<IncomingMessage> {
    const resume = this.lastEventId === undefined ? {} : { 'Last-Event-ID': this.lastEventId };
    this.request = get(this.url, { headers: { ...this.headers, ...resume }, agent: false });
    const [reply] = (await once(this.request, 'response')) as [IncomingMessage];
    this.reply = reply;
    let rest = '';
    reply.setEncoding('utf8');
    reply.on('data', (text: string) => {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.read(block);
    });
    // A connection that is cut is the point of many tests.
    reply.on('error', () => this.news.emit('news'));
    return reply;
  }

  /** Resolves as soon as so many notices were heard over all connections. */
  async until(count: number): Promise<void> {
    while (this.heard.length < count) await once(this.news, 'news');
  }

  /** Resolves when the server has ended the connection. */
  async ended(): Promise<void> {
    if (this.reply && !this.reply.closed) await once(this.reply, 'close');
  }

  /** Cuts the connection as a dying network does. */
  cut(): void {
    this.request?.destroy();
  }

  private read(block: string): void {
    const id = /^id: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (id !== undefined) this.lastEventId = id;
    if (block.startsWith(':')) this.comments.push(block);
    if (data !== undefined) this.heard.push(JSON.parse(data) as HeardNotice);
    this.news.emit('news');
  }
}
