/// <reference lib="webworker" />

export {};

/** Put in by the build (worker/shell.plugin.ts): every file of the light mode, named by the digest of its content. */
declare const LIGHT_SHELL: { readonly version: string; readonly files: readonly string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const PAGE = '/light/';
const PREFIX = 'fenji-light-shell-';
const CACHE = PREFIX + LIGHT_SHELL.version;

/** The shell of this version is kept whole or not at all: a page never meets scripts of another version. */
worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()));
});

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  const page = await fetch(PAGE, { headers: { accept: 'text/html' }, cache: 'no-cache' });
  if (!page.ok) throw new Error(`the page answered ${page.status}`);
  await cache.put(PAGE, page);
  await cache.addAll([...LIGHT_SHELL.files]);
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => worker.clients.claim()));
});

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Pages and their files only. The API and the session are never answered from here: what they say is true or absent. */
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && pathname.startsWith(PAGE)) event.respondWith(page(request));
  else if (LIGHT_SHELL.files.includes(pathname)) event.respondWith(file(request));
});

/** The newest page while there is a network, else the kept one. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
  } catch {
    // No network: the kept page follows.
  }
  return (await (await caches.open(CACHE)).match(PAGE)) ?? Response.error();
}

async function file(request: Request): Promise<Response> {
  return (await (await caches.open(CACHE)).match(request.url)) ?? fetch(request);
}
