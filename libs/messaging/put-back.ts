import { type ConfirmChannel, connect, type Message } from 'amqplib';
import type { ServiceName } from '#contracts/codes.js';
import { attemptOf, carried } from './dead-letter.js';
import { PermanentError } from './errors.js';
import { readEnvelope } from './guard.js';
import { HORIZON_DAYS } from './partitions.js';
import { deadQueueOf, queueOf } from './topology.js';

/** What an operator may see of a dead letter: codes and ids, never its payload. */
export interface DeadLetter {
  readonly messageId: string;
  readonly name: string;
  readonly reason: string;
  readonly attempt: number;
  readonly failedAt: string;
}

export type Decision = 'put-back' | 'discard' | 'leave';
/** `too-old`: the inbox may have forgotten it; `unreadable`: it would come straight back. Both stay where they are. */
export type Fate = Decision | 'too-old' | 'unreadable';

export interface DeadLetterRound {
  readonly url: string;
  readonly service: ServiceName;
  /** Real time, not business time: the horizon is one of the inbox. */
  readonly now: Date;
  readonly decide: (letter: DeadLetter) => Decision;
}

/**
 * Goes once through the dead letters of a service. What is put back starts again at its first attempt; it leaves the
 * dead letters only when the broker has confirmed the copy.
 */
export async function goThroughDeadLetters(round: DeadLetterRound): Promise<{ letter: DeadLetter; fate: Fate }[]> {
  const connection = await connect(round.url, { noDelay: true, timeout: 3_000 });
  try {
    const channel = await connection.createConfirmChannel();
    const { messageCount } = await channel.checkQueue(deadQueueOf(round.service));
    const fates: { letter: DeadLetter; fate: Fate }[] = [];
    for (let i = 0; i < messageCount; i += 1) {
      const message = await channel.get(deadQueueOf(round.service));
      if (message === false) break;
      const letter = letterOf(message);
      const fate = fateOf(round, letter, message);
      if (fate === 'put-back') await putBack(channel, round.service, message);
      if (fate === 'put-back' || fate === 'discard') channel.ack(message);
      fates.push({ letter, fate });
    }
    // What was left is not acked: it returns to the queue with the end of the channel, and not before.
    await channel.close();
    return fates;
  } finally {
    await connection.close();
  }
}

function fateOf(round: DeadLetterRound, letter: DeadLetter, message: Message): Fate {
  const decision = round.decide(letter);
  if (decision !== 'put-back') return decision;
  try {
    const age = round.now.getTime() - timeOf(readEnvelope(message).id);
    return age > HORIZON_DAYS * 86_400_000 ? 'too-old' : 'put-back';
  } catch (error) {
    if (error instanceof PermanentError) return 'unreadable';
    throw error;
  }
}

async function putBack(channel: ConfirmChannel, service: ServiceName, message: Message): Promise<void> {
  const { traceparent } = message.properties.headers ?? {};
  channel.sendToQueue(queueOf(service), message.content, {
    ...carried(message),
    headers: traceparent ? { traceparent } : {},
    persistent: true,
    mandatory: true,
  });
  await channel.waitForConfirms();
}

function letterOf(message: Message): DeadLetter {
  const headers = message.properties.headers ?? {};
  return {
    messageId: String(message.properties.messageId),
    name: String(message.properties.type),
    reason: String(headers['x-reason'] ?? 'DELIVERY_LIMIT'),
    attempt: attemptOf(message),
    failedAt: String(headers['x-failed-at'] ?? ''),
  };
}

/** The first 48 bits of a UUID v7 are its time in milliseconds. */
function timeOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
