import type { JWK } from 'jose';
import Provider, { type AdapterOfModels, type ResourceServer } from 'oidc-provider';
import type { DemoAccounts } from './accounts.js';

const RESOURCE = 'urn:fenji:api';
const TOKEN_SECONDS = 600;

export interface IssuerOptions {
  issuer: string;
  audience: string;
  secret: string;
  key: JWK;
  accounts: DemoAccounts;
}

/**
 * An OpenID provider in which every demo account is a client of the `client_credentials` grant: it hands out access
 * tokens (RFC 9068, `typ: at+jwt`, ES256, 10 minutes) with the claims that Fenji reads, and nothing else.
 */
export function demoIssuer({ issuer, audience, secret, key, accounts }: IssuerOptions): Provider {
  class Clients implements AdapterOfModels {
    constructor(private readonly model: string) {}

    async find(id: string): Promise<object | undefined> {
      if (this.model !== 'Client' || !accounts.find(id)) return undefined;
      return { client_id: id, client_secret: secret };
    }

    async upsert(): Promise<void> {
      throw new Error(`${this.model} is never kept: access tokens are JWTs`);
    }
  }

  const resourceServer: ResourceServer = {
    audience,
    scope: '',
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_SECONDS,
    jwt: { sign: { alg: 'ES256' } },
  };
  return new Provider(issuer, {
    adapter: Clients,
    jwks: { keys: [key] },
    ttl: { ClientCredentials: TOKEN_SECONDS },
    clientDefaults: {
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: 'ES256',
    },
    extraTokenClaims: (_ctx, token) => {
      const account = accounts.find(token.clientId);
      if (!account) return undefined;
      const { practitioner, institution, county, roles, departments } = account;
      return { practitioner, institution, county, roles, departments };
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        getResourceServerInfo: () => resourceServer,
      },
    },
  });
}
