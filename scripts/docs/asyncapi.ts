import { stringify } from 'yaml';
import { MESSAGES, type MessageName } from '#contracts/catalogue.js';
import { Envelope } from '#contracts/envelope.js';
import { EVENTS, queueOf } from '#messaging/topology.js';
import { schemasOf } from './schemas.js';

const NAMES = Object.keys(MESSAGES) as MessageName[];

/** AMQP binding of AsyncAPI: one topic exchange, the name of the message is the routing key. */
const EXCHANGE = {
  amqp: {
    is: 'routingKey',
    exchange: { name: EVENTS, type: 'topic', durable: true, autoDelete: false, vhost: '/' },
    bindingVersion: '0.3.0',
  },
};

const ref = (path: string) => ({ $ref: `#/${path}` });

/** The message catalogue as an AsyncAPI 3 document in YAML. */
export async function asyncApi(version: string): Promise<string> {
  const payloads = new Set(NAMES.map((name) => MESSAGES[name].payload as new () => object));
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Fenji messages',
      version,
      description:
        'Every message between the services: ids, codes and times, never a name, an ID number or free text. ' +
        'At-least-once; consumers know a message by its id and order an aggregate by its version.',
    },
    defaultContentType: 'application/json',
    channels: byName(channel),
    operations: Object.fromEntries(NAMES.flatMap(operations)),
    components: { messages: byName(message), schemas: await schemasOf([Envelope, ...payloads]) },
  };
  return `# Written by "npm run docs" from libs/contracts; do not edit.\n${stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })}`;
}

function byName<T>(make: (name: MessageName) => T): Record<string, T> {
  return Object.fromEntries(NAMES.map((name) => [name, make(name)]));
}

function channel(name: MessageName): object {
  return { address: name, messages: { [name]: ref(`components/messages/${name}`) }, bindings: EXCHANGE };
}

function message(name: MessageName): object {
  const data = { type: 'object', properties: { data: ref(`components/schemas/${MESSAGES[name].payload.name}`) } };
  return {
    name,
    payload: { allOf: [ref('components/schemas/Envelope'), data] },
    bindings: { amqp: { messageType: name, bindingVersion: '0.3.0' } },
  };
}

/** One operation for the service that tells, one for each that hears. */
function operations(name: MessageName): [string, object][] {
  const { producer, consumers } = MESSAGES[name];
  const of = (action: 'send' | 'receive', service: string) => ({
    action,
    channel: ref(`channels/${name}`),
    messages: [ref(`channels/${name}/messages/${name}`)],
    tags: [{ name: service }],
  });
  return [
    [`${producer}-sends-${name}`, of('send', producer)],
    ...consumers.map((service): [string, object] => [
      `${service}-receives-${name}`,
      { ...of('receive', service), description: `From queue \`${queueOf(service)}\`.` },
    ]),
  ];
}
