/** Bytes that are forwarded as a whole; with a name where they are a protocol step at which a process may die. */
export interface Unit {
  readonly bytes: Buffer;
  readonly step?: string;
}

/** Takes what arrived on one direction of one connection, and gives back the units that are complete now. */
export type Cutter = (chunk: Buffer) => Unit[];

/** What travels from the client to the server, and back. A cutter keeps the rest of its own connection. */
export interface Wire {
  requests(): Cutter;
  answers(): Cutter;
}

/** The bytes as they come. */
export const RAW: Wire = { requests: () => asTheyCome, answers: () => asTheyCome };

/** Steps of PostgreSQL: every request that the server answers, COMMIT among them. */
export const POSTGRES: Wire = { requests: postgresRequests, answers: () => asTheyCome };

/** Steps of AMQP: publish, ack and nack of the client; deliver, return and confirm of the broker. */
export const AMQP: Wire = {
  requests: () => amqp({ 40: 'publish', 80: 'ack', 120: 'nack' }),
  answers: () => amqp({ 50: 'return', 60: 'deliver', 80: 'confirm' }),
};

function asTheyCome(chunk: Buffer): Unit[] {
  return [{ bytes: chunk }];
}

/**
 * @param sizeOf length of the first message of the bytes, as far as it can be told
 * @param endOf whether the message ends a unit, and with which step
 */
function cutter(
  sizeOf: (bytes: Buffer) => number | undefined,
  endOf: (message: Buffer) => Omit<Unit, 'bytes'> | undefined,
): Cutter {
  let rest: Buffer = Buffer.alloc(0);
  let messages: Buffer[] = [];
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const units: Unit[] = [];
    for (let size = sizeOf(rest); size !== undefined && size <= rest.length; size = sizeOf(rest)) {
      const message = rest.subarray(0, size);
      rest = rest.subarray(size);
      messages.push(message);
      const end = endOf(message);
      if (!end) continue;
      units.push({ bytes: Buffer.concat(messages), ...end });
      messages = [];
    }
    return units;
  };
}

/** A simple query, or everything up to Sync. The first message of a connection has no type byte. */
function postgresRequests(): Cutter {
  let started = false;
  let name = '';
  const sizeOf = (bytes: Buffer) => {
    const type = started ? 1 : 0;
    return bytes.length < type + 4 ? undefined : type + bytes.readUInt32BE(type);
  };
  return cutter(sizeOf, (message) => {
    if (!started) {
      started = true;
      return {};
    }
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === 'Q') return { step: textAt(message, 5).trim().split(/[\s;]/, 1)[0] };
    if (type === 'S') return { step: name };
    // Bind names its portal, then the statement.
    if (type === 'B') name = textAt(message, 5 + textAt(message, 5).length + 1);
    return 'PBDEC'.includes(type) ? undefined : {};
  });
}

function textAt(message: Buffer, start: number): string {
  return message.toString('utf8', start, message.indexOf(0, start));
}

const BASIC = 60;
/** Methods that are followed by a header and a body: publish, return, deliver, get-ok. */
const WITH_CONTENT = [40, 50, 60, 71];

/** Frames: type, channel, size, payload, end. A message is one unit with its method, header and body. */
function amqp(steps: Readonly<Record<number, string>>): Cutter {
  let step: string | undefined;
  let missing = 0;
  const sizeOf = (bytes: Buffer) => {
    if (bytes[0] === 0x41) return 8; // the greeting "AMQP0091"
    return bytes.length < 7 ? undefined : bytes.readUInt32BE(3) + 8;
  };
  return cutter(sizeOf, (frame) => {
    const type = frame[0];
    if (type === 1) {
      const method = frame.readUInt16BE(7) === BASIC ? frame.readUInt16BE(9) : 0;
      step = steps[method];
      return WITH_CONTENT.includes(method) ? undefined : { step };
    }
    if (type === 2) missing = Number(frame.readBigUInt64BE(11));
    if (type === 3) missing -= frame.length - 8;
    if (type !== 2 && type !== 3) return {};
    return missing > 0 ? undefined : { step };
  });
}
