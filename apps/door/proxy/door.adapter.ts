import { createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { ApiProxy } from './api-proxy.js';
import { isApi } from './routes.js';

/**
 * Nest's Express for the door's own pages, with the API taken out before it: Express gives each request another
 * prototype, which alone costs more than the proxy does (docs/decisions/0005-front-door.md).
 */
export class DoorAdapter extends ExpressAdapter {
  constructor(private readonly proxy: ApiProxy) {
    super();
  }

  override initHttpServer(): void {
    const pages = this.getInstance();
    this.httpServer = createServer((request, response) => {
      if (isApi(request.url ?? '')) this.proxy.handle(request, response);
      else pages(request, response);
    });
  }
}
