import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { DataFolder } from './folder.js';
import { endProcess, markOf } from './processes.js';
import type { Program } from './program.js';
import { takesConnections } from './rabbitmq.js';

const IMAGE = 'rabbitmq:4';
const USER = 'fenji';

/** Whether a Docker engine answers on this machine. */
export function hasDocker(): boolean {
  return spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 5_000 }).status === 0;
}

/** RabbitMQ in a container, where there is a Docker engine and neither an installed server nor Debian's packages. */
export class RabbitContainer implements Program {
  readonly name = 'RabbitMQ';
  readonly logFile: string;
  private readonly container: string;
  private readonly password: string;

  constructor(
    private readonly folder: DataFolder,
    private readonly port: number,
  ) {
    this.logFile = folder.logFile('rabbitmq');
    this.container = `fenji-${createHash('sha256').update(folder.path).digest('hex').slice(0, 12)}`;
    this.password = folder.secret('rabbitmq-password');
  }

  url(): string {
    return `amqp://${USER}:${this.password}@127.0.0.1:${this.port}/`;
  }

  /** The data lives in a volume named like the container; the password comes by the environment, not the command line. */
  async start(): Promise<ChildProcess> {
    this.endLeftover();
    const log = this.folder.log('rabbitmq');
    const args = ['run', '--rm', '--name', this.container, '--hostname', 'fenji', '-p', `127.0.0.1:${this.port}:5672`];
    args.push(
      '-v',
      `${this.container}:/var/lib/rabbitmq`,
      '-e',
      'RABBITMQ_DEFAULT_USER',
      '-e',
      'RABBITMQ_DEFAULT_PASS',
      IMAGE,
    );
    const env = { ...process.env, RABBITMQ_DEFAULT_USER: USER, RABBITMQ_DEFAULT_PASS: this.password };
    return spawn('docker', args, { env, detached: true, stdio: ['ignore', log, log] });
  }

  async isReady(): Promise<boolean> {
    return takesConnections(this.url());
  }

  async stop(child: ChildProcess): Promise<void> {
    spawnSync('docker', ['stop', this.container]);
    const mark = child.pid === undefined ? undefined : markOf(child.pid);
    if (mark) await endProcess(mark, 'SIGTERM', 5_000);
  }

  endLeftover(): void {
    spawnSync('docker', ['rm', '-f', this.container]);
  }

  /** Removes the container and its volume. */
  clear(): void {
    this.endLeftover();
    spawnSync('docker', ['volume', 'rm', '-f', this.container]);
  }
}
