import type { DataFolder } from './folder.js';
import type { Program } from './program.js';
import type { Progress } from './progress.js';
import { Epmd, RabbitMq, type RabbitPorts } from './rabbitmq.js';
import { hasDocker, RabbitContainer } from './rabbitmq-docker.js';
import { findInstalled, findUnpacked, unpackRabbit } from './rabbitmq-install.js';

/** A private broker, ready to be started. */
export interface Broker {
  /** What must run before it. */
  readonly first: readonly Program[];
  readonly program: Program;
  url(vhost?: string): string;
}

/**
 * Chooses the broker of this machine: the installed RabbitMQ, else Debian's packages unpacked into the data folder,
 * else a container.
 * @param options.vhosts further virtual hosts; a container has none
 * @param options.installedIn where packages are unpacked to, or have been, by default in the data folder
 * @throws Error with the one command to type, when none of them is possible
 */
export async function chooseBroker(
  folder: DataFolder,
  ports: RabbitPorts,
  progress: Progress,
  options: { vhosts?: readonly string[]; installedIn?: string } = {},
): Promise<Broker> {
  const home = options.installedIn ?? folder.at('rabbitmq');
  const installation =
    findInstalled() ??
    findUnpacked(home) ??
    (await progress.attempt('Fetching and unpacking RabbitMQ (33 MB, once)', () => unpackRabbit(home)));
  if (!(installation instanceof Error)) {
    const node = new RabbitMq(folder, installation, ports, options.vhosts);
    return { first: [new Epmd(folder, installation, ports)], program: node, url: (vhost) => node.url(vhost) };
  }
  if (hasDocker()) {
    const container = new RabbitContainer(folder, ports.amqp);
    return { first: [], program: container, url: () => container.url() };
  }
  throw new Error(
    `Fenji needs RabbitMQ: there is none on this machine, and Debian's packages could not be fetched (${installation.message.split('\n')[0]}).\n` +
      'Type this and start again:  sudo apt-get update && sudo apt-get install -y rabbitmq-server\n' +
      'or point RABBITMQ_URL to a server of your own, e.g. RABBITMQ_URL=amqp://user:password@host:5672',
  );
}
