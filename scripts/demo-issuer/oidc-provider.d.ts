/** The part of oidc-provider 9 that the demo issuer uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export interface AdapterOfModels {
    find(id: string): Promise<object | undefined>;
    upsert(id: string, payload: object, expiresIn: number): Promise<void>;
  }

  export interface ResourceServer {
    audience: string;
    scope: string;
    accessTokenFormat: 'jwt';
    accessTokenTTL: number;
    jwt: { sign: { alg: 'ES256' } };
  }

  export interface Configuration {
    adapter: new (model: string) => AdapterOfModels;
    jwks: { keys: object[] };
    clientDefaults: Record<string, unknown>;
    ttl: Record<string, number>;
    extraTokenClaims(ctx: unknown, token: { clientId: string }): object | undefined;
    features: Record<string, { enabled: boolean; [option: string]: unknown }>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Partial<Configuration>);
    callback(): RequestListener;
  }
}
