import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { desk } from '../notice/audience.js';
import { Connection } from './connection.js';
import type { Feeds } from './feeds.js';
import { LiveStream, startAt } from './live-stream.js';

const DESK = desk('990101', '990101H01');
const BLOCK = `event: notice\ndata: ${'x'.repeat(1_000)}\n\n`;
const SCOPE = { county: '990101', institution: '990101H01' };

/** The response of a client that takes `reads` writes and then no more. */
function response(reads: number): { sent: string[]; response: ServerResponse } {
  const sent: string[] = [];
  const writable = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      sent.push(chunk);
      if (sent.length <= reads) done();
    },
  });
  return { sent, response: Object.assign(writable, { writeHead: () => writable }) as unknown as ServerResponse };
}

/** Feeds whose numbers go to `end`; of the notices 1 to `seen` something is to be seen. */
function feeds(end: number, seen = end): Feeds {
  const missed = async (_scope: unknown, _audience: unknown, seq: number) => {
    const blocks = Array.from({ length: Math.min(2, seen - seq) }, (_, i) => ({ seq: seq + 1 + i, block: BLOCK }));
    return { blocks, upTo: blocks.length < 2 ? end : seq + blocks.length };
  };
  return { seqOf: () => end, missed } as unknown as Feeds;
}

describe('one live stream', () => {
  function open(end: number, seen: number, reads = Number.POSITIVE_INFINITY, visible = end) {
    const { sent, response: writable } = response(reads);
    const connection = new Connection(writable);
    const stream = new LiveStream(feeds(end, visible), [DESK], connection, SCOPE, new Date('2100-01-01'));
    connection.open(startAt(new Map([[DESK.key, seen]]), [DESK], feeds(end)));
    return { sent, writable, stream };
  }

  const ids = (sent: string[]) => sent.map((text) => /^id: \S+=(\d+)$/m.exec(text)?.[1]);

  it('sends page after page of what was missed, then what comes, each once', async () => {
    const { sent, stream } = open(5, 2);
    stream.take(DESK.key, 5, BLOCK);
    await stream.replay();
    stream.take(DESK.key, 6, BLOCK);
    expect(ids(sent)).toEqual(['2', '3', '4', '5', '6']);
  });

  it('goes on where the numbers go further than there is anything to see', async () => {
    const { sent, stream } = open(9, 2, Number.POSITIVE_INFINITY, 5);
    await stream.replay();
    stream.take(DESK.key, 10, BLOCK);
    expect(ids(sent)).toEqual(['2', '3', '4', '5', '10']);
  });

  it('takes a position of another database for the end', async () => {
    const { sent, stream } = open(5, 900);
    await stream.replay();
    expect(ids(sent)).toEqual(['5']);
  });

  it('begins at the end of an audience that the position does not name', () => {
    expect(startAt(new Map(), [DESK], feeds(7)).get(DESK.key)).toBe(7);
  });

  it('cuts a client that does not read, so that it cannot fill the memory', async () => {
    const { stream, writable } = open(0, 0, 1);
    await stream.replay();
    for (let seq = 1; seq <= 400; seq += 1) stream.take(DESK.key, seq, BLOCK);
    expect(writable.destroyed).toBe(true);
    expect(writable.writableLength).toBeLessThan(300 * 1024);
  });

  it('lets a client that reads slowly catch up before it goes on replaying', async () => {
    const { sent, stream, writable } = open(100, 0, 1);
    const replaying = stream.replay();
    stream.cut();
    await replaying;
    expect(writable.destroyed).toBe(true);
    expect(sent.length).toBeLessThan(5);
  });
});
