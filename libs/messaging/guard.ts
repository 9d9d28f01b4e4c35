import type { Message } from 'amqplib';
import { validateSync } from 'class-validator';
import { MESSAGES, type MessageName } from '#contracts/catalogue.js';
import { Envelope } from '#contracts/envelope.js';
import { PermanentError } from './errors.js';

export const MAX_BYTES = 256 * 1024;
export const MAX_DEPTH = 32;
/** Keys that could reach the prototype of an object when somebody copies it carelessly. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a delivery, or refuses it with a {@link PermanentError}: `TOO_LARGE`, `NOT_UTF8`, `NOT_JSON`, `TOO_DEEP`,
 * `FORBIDDEN_KEY`, `ENVELOPE_INVALID`, `NAME_MISMATCH`, `UNKNOWN_NAME`, `UNKNOWN_VERSION`.
 * The payload itself is validated by the handler's DTO.
 */
export function readEnvelope(message: Message): Envelope {
  const parsed = parse(message.content);
  const envelope = Object.assign(new Envelope(), parsed);
  if (validateSync(envelope).length > 0) throw new PermanentError('ENVELOPE_INVALID');
  // Not the routing key: after a retry queue that is the name of the queue.
  if (message.properties.type !== envelope.name) throw new PermanentError('NAME_MISMATCH');
  if (!isKnown(envelope.name)) {
    throw new PermanentError(isOtherVersion(envelope.name) ? 'UNKNOWN_VERSION' : 'UNKNOWN_NAME');
  }
  return envelope;
}

function parse(content: Buffer): object {
  if (content.length > MAX_BYTES) throw new PermanentError('TOO_LARGE');
  let text: string;
  try {
    text = utf8.decode(content);
  } catch {
    throw new PermanentError('NOT_UTF8');
  }
  // Before the parser meets it: a body of nothing but brackets is cheap to send and dear to read.
  if (isDeeperThan(MAX_DEPTH, text)) throw new PermanentError('TOO_DEEP');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new PermanentError('NOT_JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new PermanentError('ENVELOPE_INVALID');
  refuseForbiddenKeys(parsed);
  return parsed;
}

/** Counts brackets outside of strings. */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return false;
}

function refuseForbiddenKeys(value: object): void {
  for (const [key, inner] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw new PermanentError('FORBIDDEN_KEY');
    if (typeof inner === 'object' && inner !== null) refuseForbiddenKeys(inner);
  }
}

function isKnown(name: string): name is MessageName {
  return Object.hasOwn(MESSAGES, name);
}

function isOtherVersion(name: string): boolean {
  const stem = name.replace(/\d+$/, '');
  return Object.keys(MESSAGES).some((known) => known.replace(/\d+$/, '') === stem);
}
