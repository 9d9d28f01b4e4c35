import { randomBytes } from 'node:crypto';
import type { DataFolder } from './folder.js';
import type { SignIn } from './services.js';

/** What the user asked for by the environment of `npm start` (engineering §6.4). */
export interface Settings {
  readonly port: number;
  /** Absent: the embedded server is started. */
  readonly databaseUrl?: string;
  readonly rabbitmqUrl?: string;
  /** Absent: the demo issuer is started. */
  readonly issuer?: string;
  readonly audience: string;
  /** The front door as a client of the provider; absent = nobody can sign in there, unless the demo issuer runs. */
  readonly signIn?: SignIn;
  /** Of the demo: roles that sign in with a code as well, comma-separated. */
  readonly secondFactorRoles: string;
  readonly demo: boolean;
  /** Scale of the demo county: tiny, small or full. */
  readonly scale: string;
}

/** One role of the demo, so that the second factor is seen while most accounts stay one click away. */
export const SECOND_FACTOR_ROLES = 'platform-admin';

/** @throws Error that names what is wrong and how to set it right */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env.PORT || 8080);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT is a number from 1 to 65535, not ${env.PORT}.`);
  const demo = env.FENJI_DEMO ? env.FENJI_DEMO === '1' : !env.DATABASE_URL;
  if (!demo && !env.OIDC_ISSUER) {
    throw new Error(
      'With a database of your own there are no demo accounts: set OIDC_ISSUER and OIDC_AUDIENCE to your OpenID provider, or FENJI_DEMO=1 for the demo.',
    );
  }
  if (env.OIDC_ISSUER && !env.OIDC_AUDIENCE) throw new Error('OIDC_ISSUER is set, so OIDC_AUDIENCE must be set too.');
  return {
    port,
    demo,
    databaseUrl: env.DATABASE_URL || undefined,
    rabbitmqUrl: env.RABBITMQ_URL || undefined,
    issuer: env.OIDC_ISSUER || undefined,
    audience: env.OIDC_AUDIENCE || 'fenji',
    signIn: signInOf(env),
    secondFactorRoles: env.SECOND_FACTOR_ROLES ?? SECOND_FACTOR_ROLES,
    scale: env.FENJI_SCALE || 'small',
  };
}

function signInOf({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL }: NodeJS.ProcessEnv): SignIn | undefined {
  if (!OIDC_CLIENT_ID) return undefined;
  return { clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, publicUrl: PUBLIC_URL };
}

/** The keys of the columns: the user's, else a key made once for this data folder. */
export function encryptionKeys(folder: DataFolder, env: NodeJS.ProcessEnv): string {
  return env.ENCRYPTION_KEYS || folder.secret('encryption-keys', () => `k1:${randomBytes(32).toString('base64')}`);
}

/** What the services show one another: the user's, else one made once for this data folder. */
export function internalToken(folder: DataFolder, env: NodeJS.ProcessEnv): string {
  return env.INTERNAL_TOKEN || folder.secret('internal-token', () => randomBytes(32).toString('base64url'));
}
