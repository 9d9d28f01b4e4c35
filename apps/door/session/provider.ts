import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { logger } from '#service/logging/logger.js';
import { Problem } from '#service/problem/problem.js';
import { DoorEnv } from '../env.js';
import type { SignInProof } from './second-factor.js';

const PATIENCE_SECONDS = 5;

/** What binds the provider's answer to the browser that asked. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  /** Who signs in once more, as only a class (`acr`) of sign-in will do that the first did not have. */
  again?: { account: string; classes: readonly string[] };
}

/** What the provider gives for a code or a refresh token. */
export interface Grant {
  accessToken: string;
  /** Absent where the provider gives none, or leaves the one it gave in force. */
  refreshToken?: string;
  /** Length of the access token's life. */
  seconds: number;
}

/** Who has signed in, by the provider's ID token. */
export interface SignedIn extends Grant {
  account: string;
  name: string;
  /** As the person knows the account; a hint for the provider's own page. */
  username: string;
  proof: SignInProof;
}

/** The provider refuses: the code or the refresh token is spent, revoked, or not ours. */
export class Refused extends Error {}

/** The OpenID provider: authorization code with PKCE, whatever product it is. */
@Injectable()
export class Provider {
  private found?: Promise<oidc.Configuration>;

  constructor(private readonly env: DoorEnv) {}

  /** Where the browser goes to sign in. @throws Problem 503 when the provider does not answer */
  async addressOf({ state, nonce, verifier, again }: Attempt): Promise<URL> {
    return oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.callback().href,
      scope: this.env.OIDC_SCOPE,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(again && { acr_values: again.classes.join(' '), login_hint: again.account }),
      ...this.resource(),
    });
  }

  /** @throws Refused · Problem 503 when the provider does not answer */
  async redeem(query: string, { state, nonce, verifier }: Attempt): Promise<SignedIn> {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const answer = await this.ask((configuration) =>
      oidc.authorizationCodeGrant(configuration, new URL(query, this.callback()), checks, this.resource()),
    );
    // It came from the provider's own address: TLS vouches for it in place of its signature (OIDC Core 3.1.3.7, no. 6).
    const { sub, name, preferred_username, acr, amr } = answer.claims()!;
    const username = String(preferred_username ?? sub);
    return { ...grantOf(answer), account: sub, name: String(name ?? username), username, proof: { acr, amr } };
  }

  /** @throws Refused · Problem 503 when the provider does not answer */
  async refresh(refreshToken: string): Promise<Grant> {
    return grantOf(
      await this.ask((configuration) => oidc.refreshTokenGrant(configuration, refreshToken, this.resource())),
    );
  }

  /** Takes a refresh token back where the provider can; a failure leaves only a token that nobody knows any more. */
  async revoke(refreshToken: string): Promise<void> {
    try {
      const configuration = await this.configuration();
      if (!configuration.serverMetadata().revocation_endpoint) return;
      await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
    } catch (error) {
      logger.warn({ code: codeOf(error) }, 'a refresh token could not be taken back');
    }
  }

  /** Where the browser goes to sign out at the provider too; undefined where it offers no such page, or is silent. */
  async addressOfEnd(): Promise<URL | undefined> {
    const configuration = await this.configuration().catch(() => undefined);
    if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.env.PUBLIC_URL}/` });
  }

  private callback(): URL {
    return new URL('/session/callback', this.env.PUBLIC_URL);
  }

  private resource(): Record<string, string> {
    return this.env.OIDC_RESOURCE ? { resource: this.env.OIDC_RESOURCE } : {};
  }

  private async ask<T>(question: (configuration: oidc.Configuration) => Promise<T>): Promise<T> {
    const configuration = await this.configuration();
    try {
      return await question(configuration);
    } catch (error) {
      if (isRefusal(error)) throw new Refused(codeOf(error), { cause: error });
      throw silent(error);
    }
  }

  /** Found at the first sign-in, not at start: the door starts without its provider. A failure is not remembered. */
  private configuration(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.env;
    const issuer = new URL(OIDC_ISSUER);
    this.found ??= oidc
      .discovery(
        issuer,
        OIDC_CLIENT_ID!,
        undefined,
        OIDC_CLIENT_SECRET ? oidc.ClientSecretPost(OIDC_CLIENT_SECRET) : oidc.None(),
        {
          timeout: PATIENCE_SECONDS,
          execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
        },
      )
      .catch((error: unknown) => {
        this.found = undefined;
        throw silent(error);
      });
    return this.found;
  }
}

function grantOf(answer: oidc.TokenEndpointResponse): Grant {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds = 60 } = answer;
  return { accessToken, refreshToken, seconds };
}

/** An OAuth error of the provider, or an answer that does not belong to the question (state, nonce, PKCE). */
function isRefusal(error: unknown): boolean {
  if (error instanceof oidc.AuthorizationResponseError) return true;
  // Any other error of the provider is about the door itself (a wrong secret) and must not end its sessions.
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof oidc.ClientError && /^OAUTH_(INVALID_RESPONSE|JWT_|JSON_ATTRIBUTE)/.test(error.code ?? '');
}

function codeOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) return error.error;
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

function silent(cause: unknown): Problem {
  const problem = new Problem({
    status: 503,
    code: 'ISSUER_UNAVAILABLE',
    detail: 'The provider of the sign-in does not answer now.',
    headers: { 'Retry-After': '2' },
  });
  problem.cause = cause;
  return problem;
}
