/** One event of a stream of Server-Sent Events; `id` is the position after it. */
export interface StreamEvent {
  readonly name: string;
  readonly data: string;
  readonly id: string | undefined;
}

/**
 * Cuts what has arrived into whole events; `rest` waits for more. Comments (heartbeats) come out as nothing, a block
 * with a position alone as an event without data.
 */
export function readEvents(text: string): { events: StreamEvent[]; rest: string } {
  const blocks = text.replaceAll('\r\n', '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.map(readBlock).filter((event) => event !== undefined), rest };
}

function readBlock(block: string): StreamEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
    const before = name === 'data' ? fields.get(name) : undefined;
    fields.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  const [data, id] = [fields.get('data'), fields.get('id')];
  if (data === undefined && id === undefined) return undefined;
  return { name: fields.get('event') ?? 'message', data: data ?? '', id };
}
