import { type ChannelModel, connect } from 'amqplib';
import { EVENTS } from '#messaging/topology.js';

/** Hears every message that leaves a service: its properties and its body, as text. */
export class Tap {
  readonly heard: string[] = [];

  private constructor(private readonly connection: ChannelModel) {}

  static async open(amqpUrl: string): Promise<Tap> {
    const connection = await connect(amqpUrl);
    const tap = new Tap(connection);
    const channel = await connection.createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, EVENTS, '#');
    const note = (message: { properties: object; content: Buffer } | null) =>
      message && tap.heard.push(JSON.stringify(message.properties) + message.content.toString());
    await channel.consume(queue, note, { noAck: true });
    return tap;
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
