import { createServer, type Server } from 'node:http';
import { register } from 'prom-client';
import { logger } from '../logging/logger.js';

/** Serves /metrics on a port of its own, which the front door never shows. */
export async function serveMetrics(port: number, host?: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    register.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': register.contentType }).end(text),
      (error: unknown) => {
        logger.error({ err: error }, 'metrics failed');
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host }, resolve));
  return server;
}
