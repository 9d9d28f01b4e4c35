import { type Broker, chooseBroker } from './broker.js';
import { ensureDatabase } from './database.js';
import type { DataFolder } from './folder.js';
import { endLeftovers, noteProcesses, pidsOf, writeRunFile } from './instance.js';
import { freePort, isFree } from './ports.js';
import { Postgres } from './postgres.js';
import type { Progress } from './progress.js';
import { runServices } from './run-services.js';
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
  servicePrograms,
} from './services.js';
import { encryptionKeys, internalToken, type Settings } from './settings.js';
import { Supervisor } from './supervisor.js';

const SERVER_PORTS = ['postgres', 'amqp', 'distribution', 'epmd'] as const;
type Ports = Record<string, number>;

/** One Fenji from the first server to the front door. */
export class Launch {
  private readonly supervisor: Supervisor;

  constructor(
    private readonly settings: Settings,
    private readonly folder: DataFolder,
    private readonly progress: Progress,
  ) {
    this.supervisor = new Supervisor(
      (line) => progress.say(line),
      (marks) => noteProcesses(folder, marks),
    );
  }

  /** Starts all in order; resolves when everything serves. The broker boots while the database is made ready. */
  async start(): Promise<House> {
    const left = await endLeftovers(this.folder);
    if (left > 0) this.progress.say(`• Ended ${left} processes that an earlier start had left`);
    if (!(await isFree(this.settings.port))) {
      throw new Error(
        `Port ${this.settings.port} is taken by another program. Choose another one: PORT=8081 npm start`,
      );
    }
    this.warnOfKeys();
    const ports = await this.choosePorts();
    const broker = this.settings.rabbitmqUrl ? undefined : await this.chooseBroker(ports);
    const brokerUp = this.startBroker(broker);
    try {
      const databaseUrl = this.settings.databaseUrl ?? (await this.startDatabase(ports));
      const house = this.houseAt(ports, databaseUrl, this.settings.rabbitmqUrl ?? broker?.url() ?? '');
      await this.prepareData(house);
      const services = (at: House) => servicePrograms(at, this.folder);
      const [served] = await this.progress.step('Starting the services', () =>
        Promise.all([runServices(this.supervisor, house, services, (line) => this.progress.say(line)), brokerUp]),
      );
      this.announce(served);
      return served;
    } finally {
      // Whatever failed first is the error to tell; the broker's own would come second and be unheard.
      brokerUp.catch(() => undefined);
    }
  }

  /** Stops all, the front door and the services first. */
  async stop(): Promise<void> {
    await this.supervisor.stop();
  }

  /** Ends all at once. */
  async abandon(): Promise<void> {
    await this.supervisor.abandon();
  }

  /** A database of the user outlives the data folder: without the keys its encrypted columns are lost. */
  private warnOfKeys(): void {
    if (!this.settings.databaseUrl || process.env.ENCRYPTION_KEYS) return;
    this.progress.say(
      `• The encryption keys of your database are in ${this.folder.at('secrets')}: keep them, or set ENCRYPTION_KEYS`,
    );
  }

  /** The ports of the last time where they are free: addresses and tokens then outlive a restart. */
  private async choosePorts(): Promise<Ports> {
    const last = this.folder.lastPorts();
    const ports: Ports = { door: this.settings.port };
    const names = [...SERVER_PORTS, ...HTTP_PORTS.flatMap((name) => [name, `${name}-metrics`])];
    for (const name of names) ports[name] ??= await freePort(last[name]);
    this.folder.keepPorts(ports);
    return ports;
  }

  private async startDatabase(ports: Ports): Promise<string> {
    const postgres = new Postgres(this.folder, portOf(ports, 'postgres'));
    if (postgres.notice) this.progress.say(`• ${postgres.notice}`);
    await this.progress.step('Starting PostgreSQL', () => this.supervisor.run([postgres]));
    await ensureDatabase(postgres.url('postgres'), 'fenji');
    return postgres.url('fenji');
  }

  private async startBroker(broker: Broker | undefined): Promise<void> {
    if (!broker) return;
    await this.progress.step('Starting RabbitMQ', async () => {
      await this.supervisor.run(broker.first);
      await this.supervisor.run([broker.program]);
    });
  }

  private async prepareData(house: House): Promise<void> {
    await this.progress.step('Migrating the database', () => migrate(house, this.folder));
    if (!house.demo) return;
    await this.progress.step('Loading the demo counties', () => loadDemo(house, this.folder, this.settings.scale));
    if (!this.settings.issuer) await this.supervisor.run([demoIssuer(house, this.folder)]);
  }

  private chooseBroker(ports: Ports): Promise<Broker> {
    const own = {
      amqp: portOf(ports, 'amqp'),
      distribution: portOf(ports, 'distribution'),
      epmd: portOf(ports, 'epmd'),
    };
    return chooseBroker(this.folder, own, this.progress);
  }

  private houseAt(ports: Ports, databaseUrl: string, rabbitmqUrl: string): House {
    const of = (suffix: string) =>
      Object.fromEntries(HTTP_PORTS.map((name) => [name, portOf(ports, `${name}${suffix}`)])) as Record<
        HttpPort,
        number
      >;
    const http = of('');
    const demoSecret = this.folder.secret('demo-secret');
    return {
      databaseUrl,
      rabbitmqUrl,
      http,
      metrics: of('-metrics'),
      issuer: this.settings.issuer ?? addressOf(http.issuer),
      audience: this.settings.audience,
      encryptionKeys: encryptionKeys(this.folder, process.env),
      internalToken: internalToken(this.folder, process.env),
      demo: this.settings.demo,
      demoSecret,
      signIn: this.settings.issuer ? this.settings.signIn : demoSignIn(demoSecret, this.settings.secondFactorRoles),
    };
  }

  private announce(house: House): void {
    const { databaseUrl, rabbitmqUrl, issuer, audience } = house;
    const { scale } = this.settings;
    const demo = house.demo ? { demoSecret: house.demoSecret, accounts: accountsFile(this.folder), scale } : {};
    const pids = pidsOf(this.supervisor.marks());
    const keys = { encryptionKeys: house.encryptionKeys, pid: process.pid, pids };
    writeRunFile(this.folder, {
      door: addressOf(house.http.door),
      issuer,
      audience,
      databaseUrl,
      rabbitmqUrl,
      ...demo,
      ...keys,
    });
  }
}

function portOf(ports: Ports, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`no port for ${name}`);
  return port;
}
