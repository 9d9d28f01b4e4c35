/** The part of oidc-provider 9 that the demo issuer uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  /** What the provider gives an adapter to keep. */
  export interface Kept {
    uid?: string;
    grantId?: string;
    consumed?: number;
  }

  export interface AdapterOfModels {
    find(id: string): Promise<object | undefined>;
    findByUid(uid: string): Promise<object | undefined>;
    findByUserCode(code: string): Promise<object | undefined>;
    upsert(id: string, payload: Kept, expiresIn: number): Promise<void>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface ResourceServer {
    audience: string;
    scope: string;
    accessTokenFormat: 'jwt';
    accessTokenTTL: number;
    jwt: { sign: { alg: 'ES256' } };
  }

  export interface Context {
    readonly oidc: {
      readonly provider: Provider;
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
    };
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: { readonly acr_values?: string; readonly login_hint?: string };
  }

  export interface Configuration {
    adapter: (model: string) => AdapterOfModels;
    jwks: { keys: object[] };
    acrValues: string[];
    claims: Record<string, string[]>;
    conformIdTokenClaims: boolean;
    clientDefaults: Record<string, unknown>;
    cookies: { keys: string[] };
    ttl: Record<string, number>;
    interactions: { url(ctx: Context, interaction: Interaction): string };
    extraTokenClaims(ctx: unknown, token: { clientId: string; accountId?: string }): object | undefined;
    findAccount(ctx: unknown, id: string): { accountId: string; claims(): object } | undefined;
    loadExistingGrant(ctx: Context): Promise<Grant>;
    issueRefreshToken(ctx: unknown, client: { grantTypeAllowed(type: string): boolean }): boolean;
    rotateRefreshToken: boolean;
    expiresWithSession(): boolean;
    features: Record<string, { enabled: boolean; [option: string]: unknown }>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Partial<Configuration>);
    readonly Grant: new (of: {
      clientId: string;
      accountId: string;
    }) => Grant;
    callback(): RequestListener;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
