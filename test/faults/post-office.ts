import { type Channel, type ChannelModel, connect, type Message } from 'amqplib';
import { MESSAGES, type MessageName, namesConsumedBy } from '#contracts/catalogue.js';
import { SERVICES } from '#contracts/codes.js';
import type { Envelope } from '#contracts/envelope.js';
import { EVENTS, queueOf } from '#messaging/topology.js';
import { until } from '../story/people.js';

const MOST_COPIES = 5;
const LONGEST_MILLISECONDS = 400;

export interface Disorder {
  readonly throwDice: () => number;
  /** What a copy says instead, for controls. */
  readonly rewrite?: (envelope: Envelope) => Envelope;
}

/**
 * Stands between the exchange and the queues of the services: each message is delivered one to five times, each copy
 * after a delay of its own, so that a later message overtakes an earlier one.
 */
export class PostOffice {
  private onTheWay = 0;
  private withheld?: { readonly name: MessageName; readonly messages: Message[] };

  private constructor(
    private readonly connection: ChannelModel,
    private readonly channel: Channel,
    private readonly disorder: Disorder,
  ) {}

  static async open(amqpUrl: string, disorder: Disorder): Promise<PostOffice> {
    const connection = await connect(amqpUrl);
    const channel = await connection.createChannel();
    const office = new PostOffice(connection, channel, disorder);
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, EVENTS, '#');
    await office.eachBinding((service, name) => channel.unbindQueue(service, EVENTS, name));
    await channel.consume(queue, (message) => message && office.sort(message), { noAck: true });
    return office;
  }

  /** Keeps the messages of one name until {@link deliverWithheld}. */
  withhold(name: MessageName): void {
    this.withheld = { name, messages: [] };
  }

  /** How many messages were withheld so far. */
  get keeps(): number {
    return this.withheld?.messages.length ?? 0;
  }

  deliverWithheld(): void {
    const { messages = [] } = this.withheld ?? {};
    this.withheld = undefined;
    for (const message of messages) this.take(message);
  }

  /** Resolves when everything has been delivered and taken. */
  async empty(seconds: number): Promise<void> {
    await until('delivered', seconds, async () => {
      const waiting = await Promise.all(SERVICES.map((service) => this.channel.checkQueue(queueOf(service))));
      const left = this.onTheWay + waiting.reduce((sum, { messageCount }) => sum + messageCount, 0);
      return left === 0 || `${left} deliveries are left`;
    });
  }

  /** The services hear of everything directly again. */
  async close(): Promise<void> {
    await this.eachBinding((service, name) => this.channel.bindQueue(service, EVENTS, name));
    await this.empty(30);
    await this.connection.close();
  }

  private async eachBinding(change: (queue: string, name: string) => Promise<unknown>): Promise<void> {
    for (const service of SERVICES) {
      for (const name of namesConsumedBy(service)) await change(queueOf(service), name);
    }
  }

  private sort(message: Message): void {
    const { withheld } = this;
    if (message.properties.type === withheld?.name) withheld?.messages.push(message);
    else this.take(message);
  }

  private take({ content, properties }: Message): void {
    const { throwDice, rewrite } = this.disorder;
    for (const service of MESSAGES[properties.type as MessageName].consumers) {
      const copies = 1 + Math.floor(throwDice() * MOST_COPIES);
      this.onTheWay += copies;
      for (let copy = 0; copy < copies; copy += 1) {
        setTimeout(() => {
          this.onTheWay -= 1;
          const envelope = JSON.parse(content.toString()) as Envelope;
          const said = rewrite ? rewrite(envelope) : envelope;
          const { type, contentType, contentEncoding } = properties;
          const settings = { messageId: said.id, type, contentType, contentEncoding, persistent: true };
          this.channel.sendToQueue(queueOf(service), Buffer.from(JSON.stringify(said)), settings);
        }, throwDice() * LONGEST_MILLISECONDS);
      }
    }
  }
}
