/** A page that a browser has come to: the answer that was no redirect, and its address. */
export interface Page {
  readonly url: URL;
  readonly response: Response;
}

interface Kept {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** As much of a browser as a sign-in needs: cookies by host and path, redirects, `Sec-Fetch-Site`. */
export class Browser {
  private readonly jar: Kept[] = [];

  constructor(readonly door: string) {}

  /** Opens an address as somebody who types it, and follows where it leads. */
  async open(path: string): Promise<Page> {
    let url = new URL(path, this.door);
    for (let hop = 0; hop < 12; hop += 1) {
      const response = await this.send(url, { headers: { accept: 'text/html', 'sec-fetch-site': 'none' } });
      const next = response.headers.get('location');
      if (!next) return { url, response };
      url = new URL(next, url);
    }
    throw new Error('redirects without an end');
  }

  /** The provider's page of accounts. */
  async begin(returnTo = '/'): Promise<URL> {
    return (await this.open(`/session/begin?return=${encodeURIComponent(returnTo)}`)).url;
  }

  /** Clicks an account on the provider's page. @returns the address at the door that the provider sends back to */
  async choose(page: URL, account: string): Promise<URL> {
    const answer = await this.submit(page, { account });
    if (answer instanceof URL) return answer;
    throw new Error(`${account} was not let in (${answer.status})`);
  }

  /** Sends a form of the provider's. @returns the address at the door that it leads to, or the page it shows instead */
  async submit(page: URL, form: Record<string, string>): Promise<URL | Response> {
    let url = page;
    let response = await this.send(url, { method: 'POST', body: new URLSearchParams(form) });
    while (response.headers.has('location')) {
      url = new URL(response.headers.get('location')!, url);
      if (url.href.startsWith(`${this.door}/`)) return url;
      response = await this.send(url);
    }
    return response;
  }

  /** The whole way in. @returns the page of the door that it ends at */
  async signIn(account: string, returnTo?: string): Promise<Page> {
    return this.open((await this.choose(await this.begin(returnTo), account)).href);
  }

  /** A request as a script of the door's own pages makes it. */
  call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { 'sec-fetch-site': 'same-origin', ...(init.headers as Record<string, string>) };
    return this.send(new URL(path, this.door), { ...init, headers });
  }

  post(path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Response> {
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.call(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, ...json });
  }

  /** A cookie of the door. */
  cookie(name: string): string | undefined {
    const { host } = new URL(this.door);
    return this.jar.find((kept) => kept.host === host && kept.name === name)?.value;
  }

  setCookie(name: string, value: string): void {
    this.put({ host: new URL(this.door).host, path: '/', name, value });
  }

  private async send(url: URL, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), cookie: this.cookiesFor(url) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(url, line);
    return response;
  }

  /** Ports are hosts of their own here: a door must not live on cookies of its provider. */
  private cookiesFor({ host, pathname }: URL): string {
    return this.jar
      .filter((kept) => kept.host === host && pathname.startsWith(kept.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private keep({ host }: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
    const ended = attributes.some((part) => /^expires=/i.test(part) && new Date(part.slice(8)) < new Date());
    this.put({ host, path, name, value: pair.slice(pair.indexOf('=') + 1) }, ended);
  }

  private put(cookie: Kept, ended = false): void {
    const at = this.jar.findIndex(
      ({ host, path, name }) => host === cookie.host && path === cookie.path && name === cookie.name,
    );
    if (at >= 0) this.jar.splice(at, 1);
    if (!ended) this.jar.push(cookie);
  }
}
