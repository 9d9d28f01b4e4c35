import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import type { DemoAccounts } from './accounts.js';
import { choosable, signInPage } from './sign-in.page.js';

/** The issuer with its page of accounts before it. */
export function withSignInPage(provider: Provider, accounts: DemoAccounts, door: string): RequestListener {
  const pages = provider.callback();
  return (request, response) => {
    forget(request);
    if (!request.url?.startsWith('/interaction/')) return pages(request, response);
    const step = request.method === 'POST' ? choose : show;
    step(request, response).catch(() => {
      // The sign-in is unknown here, or too old; the way back is the way in.
      response.writeHead(303, { Location: `${door}/?signIn=SIGN_IN_REFUSED` }).end();
    });
  };

  async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid } = await provider.interactionDetails(request, response);
    const filter = new URL(request.url ?? '', door).searchParams.get('filter') ?? '';
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      // The answer to the form leads over the issuer back to the door.
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${door}; frame-ancestors 'none'`,
    });
    response.end(signInPage(`/interaction/${uid}`, accounts.all().values(), filter));
  }

  async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const account = accounts.find(new URLSearchParams(await text(request)).get('account') ?? '');
    if (!account || !choosable(account)) return void response.writeHead(400).end();
    const login = { accountId: account.account, remember: false };
    await provider.interactionFinished(request, response, { login });
  }
}

/** Nobody is remembered: each sign-in shows the accounts, so that another one can be chosen after a sign-out. */
function forget({ headers }: IncomingMessage): void {
  headers.cookie = headers.cookie
    ?.split(';')
    .filter((cookie) => !cookie.trimStart().startsWith('_session'))
    .join(';');
}
