import { resolve } from 'node:path';
import { SERVICES } from '#contracts/codes.js';
import { CONSOLE_CLIENT, TWO_FACTORS } from '../demo-issuer/accounts.js';
import type { DataFolder } from './folder.js';
import { NodeProgram, runToEnd } from './node-program.js';

/** The ports of one Fenji beside those of its servers. */
export const HTTP_PORTS = ['issuer', 'door', ...SERVICES] as const;
export type HttpPort = (typeof HTTP_PORTS)[number];

export interface SignIn {
  readonly clientId: string;
  /** Absent = a public client. */
  readonly clientSecret?: string;
  /** The address that browsers know; absent = the one of the door itself. */
  readonly publicUrl?: string;
  /** Which roles need a second factor, and the classes that prove one: both comma-separated. */
  readonly secondFactor?: { readonly roles: string; readonly classes: string };
}

/** The front door as a client of the demo issuer. */
export function demoSignIn(demoSecret: string, secondFactorRoles: string): SignIn {
  const secondFactor = { roles: secondFactorRoles, classes: TWO_FACTORS };
  return { clientId: CONSOLE_CLIENT, clientSecret: demoSecret, secondFactor };
}

/** All that the processes of one Fenji are told. */
export interface House {
  readonly databaseUrl: string;
  readonly rabbitmqUrl: string;
  readonly issuer: string;
  readonly audience: string;
  readonly encryptionKeys: string;
  /** What the services show one another. */
  readonly internalToken: string;
  readonly demo: boolean;
  readonly demoSecret: string;
  /** The front door as a client of the issuer; absent = nobody can sign in there. */
  readonly signIn?: SignIn;
  readonly http: Readonly<Record<HttpPort, number>>;
  readonly metrics: Readonly<Record<HttpPort, number>>;
  /** Set on top of the rest for every process. */
  readonly extra?: NodeJS.ProcessEnv;
}

export function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** The file in which the demo accounts stand, written by the loader, read by the issuer. */
export function accountsFile(folder: DataFolder): string {
  return folder.at('accounts.json');
}

/** Brings the schemas of all services up to date. */
export async function migrate(house: House, folder: DataFolder): Promise<void> {
  const migrations = [...SERVICES, 'door' as const].map((name) =>
    runToEnd(resolve('dist', 'apps', name, 'migrate.js'), serviceEnv(house, name), folder, `${name}-migrations`),
  );
  await Promise.all(migrations);
}

/** Loads the demo counties where they are not yet, and writes the demo accounts. */
export async function loadDemo(house: House, folder: DataFolder, scale: string): Promise<void> {
  const env = { ...serviceEnv(house, 'referral'), DEMO_SCALE: scale, DEMO_ACCOUNTS: accountsFile(folder) };
  await runToEnd(resolve('dist', 'scripts', 'demo', 'load.js'), env, folder, 'demo-county');
}

/** The log-in of the demo accounts. */
export function demoIssuer(house: House, folder: DataFolder): NodeProgram {
  const env = {
    ...process.env,
    FENJI_DEMO: '1',
    ISSUER_PORT: String(house.http.issuer),
    ISSUER_DATA: folder.at('secrets'),
    OIDC_ISSUER: house.issuer,
    OIDC_AUDIENCE: house.audience,
    DEMO_SECRET: house.demoSecret,
    DEMO_ACCOUNTS: accountsFile(folder),
    PUBLIC_URL: addressOf(house.http.door),
    ...house.extra,
  };
  const ready = `${addressOf(house.http.issuer)}/.well-known/openid-configuration`;
  return new NodeProgram('issuer', resolve('dist', 'scripts', 'demo-issuer', 'main.js'), env, ready, folder);
}

/** The services and the front door. */
export function servicePrograms(house: House, folder: DataFolder): NodeProgram[] {
  return [...SERVICES, 'door' as const].map((name) => serviceProgram(house, folder, name));
}

/** @param called differs from the service's name for a second process of it */
export function serviceProgram(house: House, folder: DataFolder, name: HttpPort, called: string = name): NodeProgram {
  const ready = `${addressOf(house.http[name])}/health/ready`;
  return new NodeProgram(called, resolve('dist', 'apps', name, 'main.js'), serviceEnv(house, name), ready, folder);
}

function serviceEnv(house: House, name: HttpPort): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    HTTP_HOST: '127.0.0.1',
    ...process.env,
    DATABASE_URL: house.databaseUrl,
    RABBITMQ_URL: house.rabbitmqUrl,
    PORT: String(house.http[name]),
    HTTP_PORT: String(house.http[name]),
    METRICS_PORT: String(house.metrics[name]),
    OIDC_ISSUER: house.issuer,
    OIDC_AUDIENCE: house.audience,
    ENCRYPTION_KEYS: house.encryptionKeys,
    INTERNAL_TOKEN: house.internalToken,
    FENJI_DEMO: house.demo ? '1' : '0',
    REFERRAL_URL: addressOf(house.http.referral),
    RESERVATION_URL: addressOf(house.http.reservation),
    NOTIFICATION_URL: addressOf(house.http.notification),
    ...(house.signIn && signInEnv(house, house.signIn)),
    ...house.extra,
  };
}

function signInEnv(house: House, { clientId, clientSecret, publicUrl, secondFactor }: SignIn): NodeJS.ProcessEnv {
  return {
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    PUBLIC_URL: publicUrl ?? addressOf(house.http.door),
    ...(secondFactor && { SECOND_FACTOR_ROLES: secondFactor.roles, SECOND_FACTOR_ACR: secondFactor.classes }),
  };
}
