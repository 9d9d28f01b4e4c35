import { type Broker, chooseBroker } from './broker.js';
import type { DataFolder } from './folder.js';
import { endLeftovers, noteProcesses, pidsOf, writeRunFile } from './instance.js';
import { freePort, isFree } from './ports.js';
import { ensureDatabase, Postgres } from './postgres.js';
import type { Progress } from './progress.js';
import {
  accountsFile,
  addressOf,
  demoIssuer,
  type House,
  HTTP_PORTS,
  type HttpPort,
  loadDemo,
  migrate,
  servicePrograms,
} from './services.js';
import { encryptionKeys, type Settings } from './settings.js';
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

  /** Starts all in order; resolves when everything serves. */
  async start(): Promise<House> {
    if (!(await isFree(this.settings.port))) {
      throw new Error(
        `Port ${this.settings.port} is taken by another program. Choose another one: PORT=8081 npm start`,
      );
    }
    const left = await endLeftovers(this.folder);
    if (left > 0) this.progress.say(`• Ended ${left} processes that an earlier start had left`);
    const ports = await this.choosePorts();
    const [databaseUrl, rabbitmqUrl] = await this.startServers(ports);
    const house = this.houseAt(ports, databaseUrl, rabbitmqUrl);
    await this.progress.step('Migrating the database', () => migrate(house, this.folder));
    if (house.demo) {
      await this.progress.step('Loading the demo counties', () => loadDemo(house, this.folder, this.settings.scale));
      if (!this.settings.issuer) await this.supervisor.run([demoIssuer(house, this.folder)]);
    }
    await this.progress.step('Starting the services', () => this.supervisor.run(servicePrograms(house, this.folder)));
    this.announce(house);
    return house;
  }

  /** Stops all, the front door and the services first. */
  async stop(): Promise<void> {
    await this.supervisor.stop();
  }

  /** Ends all at once. */
  async abandon(): Promise<void> {
    await this.supervisor.abandon();
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

  private async startServers(ports: Ports): Promise<[database: string, broker: string]> {
    const { databaseUrl, rabbitmqUrl } = this.settings;
    const postgres = databaseUrl ? undefined : new Postgres(this.folder, portOf(ports, 'postgres'));
    if (postgres?.notice) this.progress.say(`• ${postgres.notice}`);
    const broker = rabbitmqUrl ? undefined : await this.chooseBroker(ports);
    const names = [postgres, broker?.program].flatMap((program) => program?.name ?? []);
    if (names.length > 0) {
      await this.progress.step(`Starting ${names.join(' and ')}`, async () => {
        await this.supervisor.run(broker?.first ?? []);
        await this.supervisor.run([postgres, broker?.program].flatMap((program) => program ?? []));
        if (postgres) await ensureDatabase(postgres.url('postgres'), 'fenji');
      });
    }
    return [databaseUrl ?? postgres?.url('fenji') ?? '', rabbitmqUrl ?? broker?.url() ?? ''];
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
    return {
      databaseUrl,
      rabbitmqUrl,
      http,
      metrics: of('-metrics'),
      issuer: this.settings.issuer ?? addressOf(http.issuer),
      audience: this.settings.audience,
      encryptionKeys: encryptionKeys(this.folder, process.env),
      demo: this.settings.demo,
      demoSecret: this.folder.secret('demo-secret'),
    };
  }

  private announce(house: House): void {
    const { databaseUrl, rabbitmqUrl, issuer, audience } = house;
    const demo = house.demo ? { demoSecret: house.demoSecret, accounts: accountsFile(this.folder) } : {};
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
