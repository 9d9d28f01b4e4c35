import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import Provider, { type AdapterOfModels, type Context, type Grant, type ResourceServer } from 'oidc-provider';
import { CONSOLE_CLIENT, type DemoAccounts, TWO_FACTORS } from './accounts.js';
import { Memory } from './memory.js';

const RESOURCE = 'urn:fenji:api';
const TOKEN_SECONDS = 600;
const HOURS = 3600;

export interface IssuerOptions {
  issuer: string;
  audience: string;
  /** Of every client: the demo accounts and the console. */
  secret: string;
  key: JWK;
  accounts: DemoAccounts;
  /** Address of the front door, as browsers know it. */
  door: string;
}

/**
 * An OpenID provider in which every demo account is a client of the `client_credentials` grant, and signs in to the
 * console by authorization code with PKCE. Its access tokens (RFC 9068, `typ: at+jwt`, ES256, 10 minutes) carry the claims
 * that Fenji reads.
 */
export function demoIssuer({ issuer, audience, secret, key, accounts, door }: IssuerOptions): Provider {
  const resourceServer: ResourceServer = {
    audience,
    scope: '',
    accessTokenFormat: 'jwt',
    accessTokenTTL: TOKEN_SECONDS,
    jwt: { sign: { alg: 'ES256' } },
  };
  return new Provider(issuer, {
    adapter: adapterOf(accounts, secret, door),
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: {
      AuthorizationCode: 60,
      ClientCredentials: TOKEN_SECONDS,
      Grant: 24 * HOURS,
      IdToken: HOURS,
      Interaction: HOURS,
      RefreshToken: 24 * HOURS,
      Session: HOURS,
    },
    clientDefaults: {
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: 'ES256',
    },
    acrValues: [TWO_FACTORS],
    claims: { openid: ['sub', 'acr', 'amr'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => {
      const account = accounts.find(id);
      return account && { accountId: id, claims: () => ({ sub: id, name: account.name }) };
    },
    extraTokenClaims: (_ctx, token) => {
      const account = accounts.find(token.accountId ?? token.clientId);
      if (!account) return undefined;
      const { practitioner, institution, county, roles, departments, posts } = account;
      return posts ? { posts } : { practitioner, institution, county, roles, departments };
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: allOfTheApi,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer,
      },
    },
  });
}

/** Clients come from the accounts; what is under way is kept in memory. */
function adapterOf(accounts: DemoAccounts, secret: string, door: string) {
  const memory = new Memory();
  return (model: string): AdapterOfModels => {
    const kept = memory.of(model);
    return model === 'Client' ? { ...kept, find: async (id) => clientOf(id) } : kept;
  };

  function clientOf(id: string): object | undefined {
    if (accounts.find(id)) return { client_id: id, client_secret: secret };
    if (id !== CONSOLE_CLIENT) return undefined;
    return {
      client_id: id,
      client_secret: secret,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${door}/session/callback`],
    };
  }
}

/** Choosing an account is consent enough. */
async function allOfTheApi({ oidc }: Context): Promise<Grant> {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(RESOURCE, '');
  await grant.save();
  return grant;
}
