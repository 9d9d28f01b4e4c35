import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { SERVICES, type ServiceName } from '#contracts/codes.js';
import { fetchToken } from '../../scripts/demo/running/running.js';
import { DataFolder } from '../../scripts/launch/folder.js';
import { freePort } from '../../scripts/launch/ports.js';
import { Progress } from '../../scripts/launch/progress.js';
import { runServices } from '../../scripts/launch/run-services.js';
import {
  accountsFile,
  addressOf,
  demoIssuer,
  demoSignIn,
  type House,
  HTTP_PORTS,
  type HttpPort,
  loadDemo,
  migrate,
  serviceProgram,
  servicePrograms,
} from '../../scripts/launch/services.js';
import { SECOND_FACTOR_ROLES } from '../../scripts/launch/settings.js';
import { Supervisor } from '../../scripts/launch/supervisor.js';
import { cloneDatabase, ensureTemplate, TEST_ENCRYPTION_KEYS, TEST_INTERNAL_TOKEN } from './database.js';
import { type ServerAddresses, startServers } from './own-servers.js';
import { RETRY_DELAYS } from './queues.js';
import { queuesOnDisk } from './queues-on-disk.js';
import { testRun } from './run.js';
import { noteProcesses } from './strays.js';
import { tellOnFailure, type Witness } from './symptoms.js';
import { takeVhost } from './vhosts.js';

const AUDIENCE = 'fenji';
/** Where each service hears of the others (libs/messaging, topology). */
const SERVICE_QUEUES = SERVICES.map((name) => `fenji.${name}.v1`);
const DEMO_SECRET = 'demo-secret-of-the-tests';

export interface SystemOptions {
  /** A PostgreSQL and RabbitMQ of its own, for specs that kill them. */
  readonly ownServers?: boolean;
  /** Environment of all processes, e.g. RETRY_DELAYS_SECONDS. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where one service finds its database and broker instead, for specs that stand a proxy before them. */
  readonly detour?: (service: ServiceName, servers: ServerAddresses) => Promise<ServerAddresses>;
  /** A service of which a second process runs on the same database and broker. */
  readonly twice?: ServiceName;
}

/** `referral`, `reservation`, `notification`, `door`, `issuer`; with own servers also `PostgreSQL` and `RabbitMQ`. */
export type ProgramName = HttpPort | 'PostgreSQL' | 'RabbitMQ' | 'second';

/** A whole Fenji with the tiny demo county: issuer, three services and the front door as processes of their own. */
export interface System {
  /** The front door. */
  readonly baseUrl: string;
  /** As superuser, past row-level security. */
  readonly database: pg.Pool;
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  /** Address of one service behind the door. */
  serviceUrl(name: HttpPort): string;
  /** Address of the second process of {@link SystemOptions.twice}. */
  readonly secondUrl?: string;
  metricsUrl(name: HttpPort): string;
  /** A bearer token of a demo account. */
  token(account: string): Promise<string>;
  /** Sends a signal, SIGKILL by default; the supervisor starts the program again. */
  kill(name: ProgramName, signal?: NodeJS.Signals): void;
  /** Kills a program and resolves when its next process serves. */
  restarted(name: ProgramName): Promise<void>;
  /** Resolves when the program serves. */
  untilReady(name: ProgramName): Promise<void>;
  /** All that a program has written to its log so far. */
  logOf(name: ProgramName): string;
  /** Environment with which the services run, for commands that a spec starts. */
  readonly house: House;
  stop(): Promise<void>;
}

/** Starts a system for one spec file; the spec stops it in `afterAll`. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const run = testRun();
  const id = randomUUID().slice(0, 8);
  const folder = DataFolder.open(join(run.path, `system-${id}`));
  const supervisor = new Supervisor(() => undefined, noteProcesses(run.path, id));
  const stops: (() => Promise<unknown>)[] = [() => supervisor.stop()];
  const stop = async () => {
    for (const end of stops) await end();
    folder.remove();
  };
  try {
    const servers = options.ownServers ? await ownServers(supervisor, folder) : await sharedServers();
    const template = await ensureTemplate(servers.databaseUrl, 'template_system', async (url) =>
      fill(await houseFor({ ...servers, databaseUrl: url })),
    );
    const database = await cloneDatabase(servers.databaseUrl, template);
    stops.push(() => (options.ownServers ? database.pool.end() : database.drop()));
    copyFileSync(accountsFile(templateFolder()), accountsFile(folder));
    const house = await houseFor({ ...servers, databaseUrl: database.url }, options.env);
    stops.unshift(tellOnFailure(witnessOf(house, database.pool, folder)));
    await supervisor.run([demoIssuer(house, folder)]);
    let secondUrl: string | undefined;
    const served = await runServices(supervisor, house, async (at) => {
      const programs = await programsOf(at, folder, options.detour);
      if (!options.twice) return programs;
      const second = await houseOfSecond(at, options.twice);
      secondUrl = addressOf(second.http[options.twice]);
      return [...programs, serviceProgram(second, folder, options.twice, 'second')];
    });
    if (options.ownServers) await queuesOnDisk(folder.path, SERVICE_QUEUES);
    return { ...systemOf(served, database.pool, supervisor, folder, stop), secondUrl };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same house with ports of its own for one service. */
async function houseOfSecond(house: House, name: ServiceName): Promise<House> {
  return {
    ...house,
    http: { ...house.http, [name]: await freePort() },
    metrics: { ...house.metrics, [name]: await freePort() },
  };
}

async function programsOf(house: House, folder: DataFolder, detour: SystemOptions['detour']) {
  const addresses = SERVICES.map(async (name) => ({ name, house: { ...house, ...(await detour?.(name, house)) } }));
  const programs = [...(await Promise.all(addresses)), { name: 'door', house }].map(({ name, house: own }) =>
    servicePrograms(own, folder).filter((program) => program.name === name),
  );
  return programs.flat();
}

function systemOf(
  house: House,
  database: pg.Pool,
  supervisor: Supervisor,
  folder: DataFolder,
  stop: () => Promise<void>,
): System {
  return {
    ...witnessOf(house, database, folder),
    house,
    databaseUrl: house.databaseUrl,
    baseUrl: addressOf(house.http.door),
    serviceUrl: (name) => addressOf(house.http[name]),
    metricsUrl: (name) => `${addressOf(house.metrics[name])}/metrics`,
    token: (account) => fetchToken(house, account),
    kill: (name, signal = 'SIGKILL') => supervisor.kill(name, signal),
    restarted: async (name) => {
      const before = supervisor.marks()[name]?.pid;
      supervisor.kill(name, 'SIGKILL');
      await supervisor.untilReady(name, { not: before });
    },
    untilReady: (name) => supervisor.untilReady(name),
    stop,
  };
}

function witnessOf(house: House, database: pg.Pool, folder: DataFolder): Witness {
  return { database, amqpUrl: house.rabbitmqUrl, logOf: (name) => readFileSync(folder.logFile(name), 'utf8') };
}

async function ownServers(supervisor: Supervisor, folder: DataFolder): Promise<ServerAddresses> {
  return startServers(supervisor, folder, new Progress(() => undefined), {
    installedIn: join(testRun().path, 'rabbitmq'),
  });
}

async function sharedServers(): Promise<ServerAddresses> {
  const { databaseUrl, rabbitmqUrl } = testRun();
  return { databaseUrl, rabbitmqUrl: await takeVhost(databaseUrl, rabbitmqUrl) };
}

async function houseFor(servers: ServerAddresses, extra: NodeJS.ProcessEnv = {}): Promise<House> {
  const http = await portsForAll();
  return {
    ...servers,
    http,
    metrics: await portsForAll(),
    issuer: addressOf(http.issuer),
    audience: AUDIENCE,
    encryptionKeys: TEST_ENCRYPTION_KEYS,
    internalToken: TEST_INTERNAL_TOKEN,
    demo: true,
    demoSecret: DEMO_SECRET,
    signIn: demoSignIn(DEMO_SECRET, SECOND_FACTOR_ROLES),
    extra: { LOG_LEVEL: 'warn', RETRY_DELAYS_SECONDS: RETRY_DELAYS.join(), ...extra },
  };
}

async function portsForAll(): Promise<Record<HttpPort, number>> {
  const entries: [HttpPort, number][] = [];
  for (const name of HTTP_PORTS) entries.push([name, await freePort()]);
  return Object.fromEntries(entries) as Record<HttpPort, number>;
}

async function fill(house: House): Promise<void> {
  await migrate(house, templateFolder());
  await loadDemo(house, templateFolder(), 'tiny');
}

/** Where the accounts of the tiny county and the logs of its making are. */
function templateFolder(): DataFolder {
  return DataFolder.open(join(testRun().path, 'template'));
}
