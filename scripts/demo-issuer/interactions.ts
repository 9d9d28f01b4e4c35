import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import type { Interaction } from 'oidc-provider';
import { type DemoAccount, type DemoAccounts, TWO_FACTORS } from './accounts.js';
import { codePage } from './code.page.js';
import type { OneTimeCodes } from './one-time-codes.js';
import { choosable, signInPage } from './sign-in.page.js';

export interface SignInPages {
  readonly provider: Provider;
  readonly accounts: DemoAccounts;
  readonly codes: OneTimeCodes;
  /** Address of the front door, as browsers know it. */
  readonly door: string;
}

/** The issuer with its pages of accounts and of codes before it. */
export function withSignInPages({ provider, accounts, codes, door }: SignInPages): RequestListener {
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

  /** The page of accounts, or at once the page of codes of the account that the door names. */
  async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const interaction = await provider.interactionDetails(request, response);
    const filter = new URL(request.url ?? '', door).searchParams.get('filter');
    const hinted = filter === null ? chosen(interaction.params.login_hint) : undefined;
    if (hinted && asksForCode(interaction)) return answer(response, askCode(interaction, hinted, false));
    answer(response, signInPage(addressOf(interaction), accounts.all().values(), filter ?? ''));
  }

  /** A click on an account, or the code of one. */
  async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const interaction = await provider.interactionDetails(request, response);
    const form = new URLSearchParams(await text(request));
    const account = chosen(form.get('account'));
    if (!account) return void response.writeHead(400).end();
    if (!asksForCode(interaction)) return finish(request, response, { accountId: account.account });
    const code = form.get('code');
    if (code === null) return answer(response, askCode(interaction, account, false));
    if (!codes.take(account.account, code)) return answer(response, askCode(interaction, account, true));
    // The click stands for the password that a real provider asks for first.
    await finish(request, response, { accountId: account.account, acr: TWO_FACTORS, amr: ['otp', 'mfa'] });
  }

  function finish(request: IncomingMessage, response: ServerResponse, login: object): Promise<void> {
    return provider.interactionFinished(request, response, { login: { ...login, remember: false } });
  }

  function askCode(interaction: Interaction, account: DemoAccount, wrong: boolean): string {
    return codePage(addressOf(interaction), account, codes, { wrong });
  }

  function chosen(name: string | null | undefined): DemoAccount | undefined {
    const account = accounts.find(name ?? '');
    return account && choosable(account) ? account : undefined;
  }

  function answer(response: ServerResponse, html: string): void {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      // The answer to the form leads over the issuer back to the door.
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${door}; frame-ancestors 'none'`,
    });
    response.end(html);
  }
}

function addressOf({ uid }: Interaction): string {
  return `/interaction/${uid}`;
}

function asksForCode({ params }: Interaction): boolean {
  return params.acr_values?.split(' ').includes(TWO_FACTORS) ?? false;
}

/** Nobody is remembered: each sign-in shows the accounts, so that another one can be chosen after a sign-out. */
function forget({ headers }: IncomingMessage): void {
  headers.cookie = headers.cookie
    ?.split(';')
    .filter((cookie) => !cookie.trimStart().startsWith('_session'))
    .join(';');
}
