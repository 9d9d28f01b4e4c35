import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** Where `vite build` puts the console: beside the built apps. */
const CONSOLE = join(import.meta.dirname, '../../../console');

/** Addresses of the door that are no screens of the console. */
const OWN = /^\/(docs|health|session|internal|assets)(\/|$)/;

/** Service workers, of the light mode and of what browsers are told: asked for each time, so that a new version is found. */
const WORKERS = ['/light/sw.js', '/push/sw.js'];

/**
 * Serves the console. Its files carry a digest of their content in their names and are kept for ever; its pages name
 * them and are asked for each time. A screen's address is answered with the page, so that it can be opened directly.
 */
export function serveConsole(app: NestExpressApplication): void {
  app.use('/assets', takePacked);
  app.useStaticAssets(join(CONSOLE, 'assets'), { prefix: '/assets/', index: false, immutable: true, maxAge: '365d' });
  app.use(WORKERS, (request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET') return next();
    response.set('Cache-Control', 'no-cache').sendFile(join(CONSOLE, request.baseUrl), next);
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    // The service worker answers for what lies below /light/, and the address without the stroke does not.
    if (request.path === '/light') return response.redirect(308, '/light/');
    if (!isScreen(request)) return next();
    const page = /^\/light(\/|$)/.test(request.path) ? join(CONSOLE, 'light/index.html') : join(CONSOLE, 'index.html');
    response.set('Cache-Control', 'no-cache').sendFile(page, next);
  });
}

/** Scripts and styles go packed to whoever takes gzip, as the build has packed them: a village pays for each kilobyte. */
function takePacked(request: Request, response: Response, next: NextFunction): void {
  const { path } = request;
  response.vary('Accept-Encoding');
  if (/^\/[\w.-]+\.(js|css)$/.test(path) && request.acceptsEncodings('gzip') === 'gzip' && isPacked(path)) {
    response.type(extname(path)).set('Content-Encoding', 'gzip');
    request.url = `${path}.gz`;
  }
  next();
}

const packed = new Set<string>();

/** Found once is there for ever: the content of a file never changes under its name. */
function isPacked(path: string): boolean {
  if (!packed.has(path) && existsSync(join(CONSOLE, 'assets', `${path}.gz`))) packed.add(path);
  return packed.has(path);
}

/** Only browsers that open an address ask for HTML: scripts and machines get a problem for what is not there. */
function isScreen({ method, path, headers }: Request): boolean {
  return method === 'GET' && !OWN.test(path) && (headers.accept ?? '').includes('text/html');
}
