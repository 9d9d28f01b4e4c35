import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import amqp from 'amqplib';
import { type DataFolder, writePrivate } from './folder.js';
import { commandOf, endProcess, markOf } from './processes.js';
import type { Program } from './program.js';
import type { RabbitInstallation } from './rabbitmq-install.js';

const USER = 'fenji';
const GRACE_MS = 20_000;
/** Debian's PATH may be short for an ordinary user; the scripts of RabbitMQ need the basic tools. */
const SYSTEM_PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

export interface RabbitPorts {
  readonly amqp: number;
  /** Of Erlang's distribution, used by `rabbitmqctl` alone. */
  readonly distribution: number;
  readonly epmd: number;
}

/** The port mapper of one private node. Started on its own, so that its pid is known and nothing stays behind. */
export class Epmd implements Program {
  readonly name = 'RabbitMQ port mapper';
  readonly logFile: string;

  constructor(
    private readonly folder: DataFolder,
    private readonly installation: RabbitInstallation,
    private readonly ports: RabbitPorts,
  ) {
    this.logFile = folder.logFile('epmd');
  }

  async start(): Promise<ChildProcess> {
    const log = this.folder.log('epmd');
    const args = ['-port', String(this.ports.epmd), '-address', '127.0.0.1'];
    return spawn(join(this.installation.erlangBin, 'epmd'), args, {
      env: erlangEnv(this.installation),
      detached: true,
      stdio: ['ignore', log, log],
    });
  }

  async isReady(): Promise<boolean> {
    return true;
  }

  async stop(child: ChildProcess): Promise<void> {
    const mark = child.pid === undefined ? undefined : markOf(child.pid);
    if (mark) await endProcess(mark, 'SIGTERM', 2_000);
  }
}

/** A private RabbitMQ node: own name, ports, cookie, user and data; never the system's (engineering §6.3). */
export class RabbitMq implements Program {
  readonly name = 'RabbitMQ';
  readonly logFile: string;
  private readonly home: string;
  private readonly password: string;

  /** @param vhosts further virtual hosts, made when the node boots: each is an own world of exchanges and queues */
  constructor(
    private readonly folder: DataFolder,
    private readonly installation: RabbitInstallation,
    private readonly ports: RabbitPorts,
    private readonly vhosts: readonly string[] = [],
  ) {
    this.logFile = folder.logFile('rabbitmq');
    this.home = folder.at('rabbitmq');
    this.password = folder.secret('rabbitmq-password');
  }

  /** Address of a virtual host. */
  url(vhost = '/'): string {
    return `amqp://${USER}:${this.password}@127.0.0.1:${this.ports.amqp}/${encodeURIComponent(vhost)}`;
  }

  async start(): Promise<ChildProcess> {
    this.configure();
    await this.endLeftover();
    const log = this.folder.log('rabbitmq');
    // RUNNING_UNDER_SYSTEMD: the script gives way to the Erlang machine, so that the child is the broker itself.
    const env = { ...erlangEnv(this.installation), ...this.settings(), RUNNING_UNDER_SYSTEMD: 'true' };
    return spawn(join(this.installation.sbin, 'rabbitmq-server'), [], {
      env,
      cwd: this.home,
      detached: true,
      stdio: ['ignore', log, log],
    });
  }

  async isReady(): Promise<boolean> {
    return takesConnections(this.url());
  }

  /** SIGTERM lets the node put its queues in order; it takes about a second. */
  async stop(child: ChildProcess): Promise<void> {
    const mark = child.pid === undefined ? undefined : markOf(child.pid);
    if (mark) await endProcess(mark, 'SIGTERM', GRACE_MS);
  }

  /** Ends a node of this very folder that outlived its launcher. */
  async endLeftover(): Promise<void> {
    const file = join(this.home, 'node', 'pid');
    if (!existsSync(file)) return;
    const pid = Number(readFileSync(file, 'utf8'));
    const mark = markOf(pid);
    if (mark && commandOf(pid).includes(this.home)) await endProcess(mark, 'SIGTERM', GRACE_MS);
    rmSync(file, { force: true });
  }

  private configure(): void {
    mkdirSync(join(this.home, 'node'), { recursive: true, mode: 0o700 });
    mkdirSync(join(this.home, 'home'), { recursive: true, mode: 0o700 });
    const cookie = join(this.home, 'home', '.erlang.cookie');
    rmSync(cookie, { force: true });
    writeFileSync(cookie, this.folder.secret('erlang-cookie'), { mode: 0o400 });
    const definitions = join(this.home, 'node', 'definitions.json');
    writePrivate(definitions, JSON.stringify(this.definitions()));
    writePrivate(
      join(this.home, 'node', 'rabbitmq.conf'),
      [`listeners.tcp.1 = 127.0.0.1:${this.ports.amqp}`, `load_definitions = ${definitions}`, ''].join('\n'),
    );
    chmodSync(this.home, 0o700);
  }

  /** Users and virtual hosts, imported at each boot: no default account, no `rabbitmqctl` needed. */
  private definitions(): object {
    const vhosts = ['/', ...this.vhosts];
    const salt = createHash('sha256').update(`salt ${this.password}`).digest().subarray(0, 4);
    const digest = createHash('sha256')
      .update(Buffer.concat([salt, Buffer.from(this.password)]))
      .digest();
    return {
      users: [
        {
          name: USER,
          password_hash: Buffer.concat([salt, digest]).toString('base64'),
          hashing_algorithm: 'rabbit_password_hashing_sha256',
          tags: 'administrator',
        },
      ],
      vhosts: vhosts.map((name) => ({ name })),
      permissions: vhosts.map((vhost) => ({ user: USER, vhost, configure: '.*', write: '.*', read: '.*' })),
    };
  }

  private settings(): NodeJS.ProcessEnv {
    const node = join(this.home, 'node');
    return {
      HOME: join(this.home, 'home'),
      ERL_EPMD_PORT: String(this.ports.epmd),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_NODENAME: 'fenji@localhost',
      RABBITMQ_DIST_PORT: String(this.ports.distribution),
      RABBITMQ_MNESIA_BASE: join(node, 'mnesia'),
      RABBITMQ_LOG_BASE: join(node, 'log'),
      RABBITMQ_PID_FILE: join(node, 'pid'),
      RABBITMQ_CONF_ENV_FILE: join(node, 'env.conf'),
      RABBITMQ_CONFIG_FILE: join(node, 'rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: join(node, 'advanced.config'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(node, 'enabled_plugins'),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    };
  }
}

/** The environment of Erlang programs: none of the user's own RABBITMQ_ settings, which speak of another node. */
function erlangEnv(installation: RabbitInstallation): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(RABBITMQ|ERL)_/.test(name));
  const path = [installation.erlangBin, ...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_PATH].join(delimiter);
  return { ...Object.fromEntries(own), PATH: path, ...installation.env };
}

/** Whether a broker lets its user in. */
export async function takesConnections(url: string): Promise<boolean> {
  try {
    const connection = await amqp.connect(url, { timeout: 1_000, noDelay: true });
    connection.on('error', () => undefined);
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
