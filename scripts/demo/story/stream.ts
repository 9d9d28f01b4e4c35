import type { Api } from '../api.js';

/** A notice as the live stream carries it. */
export interface Notice {
  readonly event: string;
  readonly referralId?: string;
  readonly title: { readonly zh: string; readonly en: string };
}

const PATIENCE_MILLISECONDS = 30_000;

/** One user's live stream: every notice is handed on as it arrives, and the story can wait for one. */
export class Stream {
  private readonly heard: Notice[] = [];
  private waiting: (() => void)[] = [];
  private broken: unknown;
  private readonly closing = new AbortController();

  constructor(private readonly onNotice: (notice: Notice) => void) {}

  /** Resolves when the stream is open; what happens afterwards is heard. */
  async open(api: Api): Promise<void> {
    const bytes = await api.stream(this.closing.signal);
    this.listen(bytes).catch((error: unknown) => {
      this.broken = error;
      this.wake();
    });
  }

  close(): void {
    this.closing.abort();
  }

  /** @throws Error when nothing of the kind is heard within 30 seconds, or the stream breaks */
  async hears(event: string, referralId: string): Promise<Notice> {
    const until = Date.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const found = this.heard.find((notice) => notice.event === event && notice.referralId === referralId);
      if (found) return found;
      if (this.broken) throw new Error(`The live stream broke before it said ${event}.`, { cause: this.broken });
      if (!(await this.nextWithin(until - Date.now()))) throw new Error(`The live stream never said ${event}.`);
    }
  }

  private nextWithin(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timeout = setTimeout(() => resolve(false), Math.max(milliseconds, 0));
      this.waiting.push(() => {
        clearTimeout(timeout);
        resolve(true);
      });
    });
  }

  private async listen(bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of bytes) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const data = block.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []));
    if (data.length === 0) return;
    const notice = JSON.parse(data.join('\n')) as Notice;
    this.heard.push(notice);
    this.onNotice(notice);
    this.wake();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const wake of waiting) wake();
  }
}
