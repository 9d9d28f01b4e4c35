/** What pages of one browser tell one another of the session. */
type News = 'signed-in' | 'signed-out';

const hub = new EventTarget();
let channel: BroadcastChannel | undefined;

/** Opened by the first who speaks or listens: what only reads the API, as a spec does, holds no line open. */
function pages(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel('fenji-session');
    channel.onmessage = ({ data }: MessageEvent<News>) => hub.dispatchEvent(new Event(data));
  }
  return channel;
}

/** An answer said that nobody is signed in any more: whoever shows the session looks again. */
export function sayEnded(): void {
  hub.dispatchEvent(new Event('ended'));
}

/** Tells the other pages of this browser; they ask the door themselves who is signed in now. */
export function tellPages(news: News): void {
  pages().postMessage(news);
}

/** Calls when the session may be another one than the page believes: it ended, or another page signed in or out. */
export function onSessionNews(listener: () => void): () => void {
  pages();
  return listen(['ended', 'signed-in', 'signed-out'], listener);
}

/** The same person is signed in again after the session had ended; whoever had given up may begin anew. */
export function saySignedInAgain(): void {
  hub.dispatchEvent(new Event('again'));
}

export function onSignedInAgain(listener: () => void): () => void {
  return listen(['again'], listener);
}

function listen(kinds: readonly string[], listener: () => void): () => void {
  for (const kind of kinds) hub.addEventListener(kind, listener);
  return () => {
    for (const kind of kinds) hub.removeEventListener(kind, listener);
  };
}
