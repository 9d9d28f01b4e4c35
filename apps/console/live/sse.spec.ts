import { readEvents } from './sse';

describe('events of the live stream', () => {
  it('come whole, however the network cuts them', () => {
    const text = 'retry: 3000\nid: desk=1\n\n: heartbeat\n\nid: desk=2\nevent: notice\ndata: {"a":1}\n\nid: desk=3\nev';
    expect(readEvents(text)).toEqual({
      events: [
        { name: 'message', data: '', id: 'desk=1' },
        { name: 'notice', data: '{"a":1}', id: 'desk=2' },
      ],
      rest: 'id: desk=3\nev',
    });
  });

  it('join the lines of their data, and know the other line end', () => {
    expect(readEvents('event: x\r\ndata: 1\r\ndata: 2\r\n\r\n').events).toEqual([
      { name: 'x', data: '1\n2', id: undefined },
    ]);
  });
});
