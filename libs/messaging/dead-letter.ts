import type { Message } from 'amqplib';
import type { ServiceName } from '#contracts/codes.js';
import type { Outgoing } from './publisher.js';
import { DEAD_LETTERS, queueOf, retryQueueOf } from './topology.js';

/** How often the handler was called for this message, with this delivery: 1 for the first. */
export function attemptOf(message: Message): number {
  const attempt: unknown = message.properties.headers?.['x-attempt'];
  return typeof attempt === 'number' && Number.isInteger(attempt) && attempt >= 1 ? attempt : 1;
}

/** The copy that comes back to the service's queue after `seconds`. */
export function retryCopy(message: Message, service: ServiceName, seconds: number): Outgoing {
  return {
    exchange: '',
    routingKey: retryQueueOf(service, seconds),
    content: message.content,
    properties: {
      ...carried(message),
      headers: { ...message.properties.headers, 'x-attempt': attemptOf(message) + 1 },
    },
  };
}

/** The copy that waits for an operator. Codes only: the text of an error may quote data of a patient. */
export function deadCopy(message: Message, service: ServiceName, reason: string, error?: string): Outgoing {
  return {
    exchange: DEAD_LETTERS,
    routingKey: queueOf(service),
    content: message.content,
    properties: {
      ...carried(message),
      headers: {
        ...message.properties.headers,
        'x-reason': reason,
        ...(error && { 'x-last-error': error }),
        'x-attempt': attemptOf(message),
        'x-queue': queueOf(service),
        'x-failed-at': new Date().toISOString(),
      },
    },
  };
}

/** What of a message's properties its copies keep. Expiry and replies do not belong to events. */
export function carried(message: Message) {
  const { messageId, type, contentType, contentEncoding, timestamp } = message.properties;
  return { messageId, type, contentType, contentEncoding, timestamp };
}
