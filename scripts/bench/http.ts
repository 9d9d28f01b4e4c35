import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

export interface Reply {
  status: number;
  body: unknown;
}

/** One JSON request over a kept-alive connection; cheap, since the load generator shares the machine it measures. */
export function call(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Reply> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, agent, headers: { ...headers, ...(text ? jsonHeaders(text) : {}) } },
      (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', reject);
        reply.on('end', () => {
          const answer = Buffer.concat(parts).toString();
          resolve({ status: reply.statusCode ?? 0, body: answer ? JSON.parse(answer) : undefined });
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

function jsonHeaders(text: string): Record<string, string> {
  return { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
}
