import type { Schema } from '../api/client';
import { onSignedInAgain, sayEnded } from '../session/ended';
import { listen, waitBefore } from './connection';
import { keptLease, mayHold, RENEW_MS } from './lease';

/** Whether news arrive by themselves now; `refused` for a role that is never told anything. */
export type LiveState = 'connecting' | 'open' | 'broken' | 'refused';
export type Notice = Schema<'NoticeItem'>;

/** What the tab with the stream tells the others. */
type Said = { kind: 'asked' } | { kind: 'state'; state: LiveState } | { kind: 'notice'; notice: Notice; id?: string };

interface Ears {
  readonly onState: (state: LiveState) => void;
  readonly onNotice: (notice: Notice) => void;
}

/**
 * One live stream for all tabs of a browser: an HTTP/1.1 browser has six connections to a host, and each tab with its own
 * stream would soon leave none for anything else. The tab that holds the lease listens and tells the others; another one
 * takes over, at the same position, when it closes or falls silent.
 */
export class SharedStream {
  private readonly tab = Math.random().toString(36).slice(2);
  private readonly channel: BroadcastChannel;
  private readonly renewing: ReturnType<typeof setInterval>;
  private readonly unwatch = onSignedInAgain(() => this.knock());
  private listening: AbortController | undefined;
  private state: LiveState = 'connecting';
  private position: string | undefined;
  /** The page is being left: events that come after that must not take the lease back. */
  private left = false;

  /** @param key names the person and post: another one has other news */
  constructor(
    private readonly key: string,
    private readonly ears: Ears,
  ) {
    this.channel = new BroadcastChannel(key);
    this.channel.onmessage = ({ data }) => this.hear(data as Said);
    this.renewing = setInterval(() => this.renew(), RENEW_MS);
    addEventListener('pagehide', this.leave);
    addEventListener('pageshow', this.come);
    addEventListener('storage', this.renew);
    addEventListener('online', this.knock);
    document.addEventListener('visibilitychange', this.renew);
    this.channel.postMessage({ kind: 'asked' } satisfies Said);
    this.renew();
  }

  close(): void {
    this.leave();
    this.unwatch();
    clearInterval(this.renewing);
    removeEventListener('pagehide', this.leave);
    removeEventListener('pageshow', this.come);
    removeEventListener('storage', this.renew);
    removeEventListener('online', this.knock);
    document.removeEventListener('visibilitychange', this.renew);
    this.channel.close();
  }

  private readonly renew = (): void => {
    if (this.left || this.state === 'refused') return;
    const visible = document.visibilityState === 'visible';
    if (!mayHold(keptLease(this.key), this.tab, Date.now(), visible)) {
      this.stop();
      return;
    }
    localStorage.setItem(this.key, JSON.stringify({ tab: this.tab, at: Date.now() }));
    if (!this.listening) void this.run();
  };

  /** Gives the stream to whichever tab is first to see it. */
  private readonly leave = (): void => {
    this.left = true;
    if (this.listening) localStorage.removeItem(this.key);
    this.stop();
  };

  /** Back from the browser's cache of pages. */
  private readonly come = (): void => {
    this.left = false;
    this.renew();
  };

  /** The network is back: no need to wait for the next try. */
  private readonly knock = (): void => {
    if (!this.listening || this.state === 'open') return;
    this.stop();
    this.renew();
  };

  private stop(): void {
    this.listening?.abort();
    this.listening = undefined;
  }

  private async run(): Promise<void> {
    const listening = new AbortController();
    this.listening = listening;
    // Whoever takes over may have missed something: every tab asks anew once the stream is open.
    this.tell({ kind: 'state', state: 'connecting' });
    for (let attempt = 1; !listening.signal.aborted; attempt += 1) {
      const ending = await listen(
        {
          after: this.position,
          onOpen: () => {
            attempt = 0;
            this.tell({ kind: 'state', state: 'open' });
          },
          onEvent: ({ name, data, id }) => {
            this.position = id ?? this.position;
            if (name === 'notice') this.tell({ kind: 'notice', notice: JSON.parse(data) as Notice, id });
          },
        },
        listening.signal,
      );
      if (listening.signal.aborted) return;
      this.tell({ kind: 'state', state: ending === 'refused' ? 'refused' : 'broken' });
      if (ending === 'refused') return;
      if (ending === 'signed-out') sayEnded();
      await pause(waitBefore(attempt + 1, Math.random()), listening.signal);
    }
  }

  private tell(said: Said): void {
    this.channel.postMessage(said);
    this.take(said);
  }

  private hear(said: Said): void {
    if (said.kind === 'asked') {
      if (this.listening) this.channel.postMessage({ kind: 'state', state: this.state } satisfies Said);
      return;
    }
    this.take(said);
  }

  private take(said: Said): void {
    if (said.kind === 'notice') {
      this.position = said.id ?? this.position;
      this.ears.onNotice(said.notice);
    } else if (said.kind === 'state' && said.state !== this.state) {
      this.state = said.state;
      this.ears.onState(said.state);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(over);
      resolve();
    });
  });
}
