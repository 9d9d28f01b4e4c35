import { createHash } from 'node:crypto';
import type { LegFacts } from './facts.js';

/** One step of a referral as it is kept: every field but `hash` is covered by the hash. */
export interface HistoryEntry {
  county: string;
  referralId: string;
  version: number;
  event: string;
  /** `T06`; null for facts that are no transition, for example a lapsed review hold. */
  transition: string | null;
  fromState: string;
  toState: string;
  actorCode: string;
  actorId: string;
  actorRole: string;
  actorInstitution: string;
  reason: string | null;
  ruleSetVersion: string;
  /** Codes, ids and times; never free text. */
  detail: Record<string, unknown>;
  /** The facts that the step changed; absent where it changed none, or none were kept yet. */
  became?: Partial<LegFacts> | null;
  /** Free text of the step, sealed. */
  noteSealed: string | null;
  at: Date;
}

export interface ChainedEntry extends HistoryEntry {
  prevHash: string;
  hash: string;
}

/** What the first entry of a referral points to. */
export const CHAIN_START = '0'.repeat(64);

/** Hash of an entry and of everything before it (domain §14): one changed field changes every later hash. */
export function hashOf(entry: HistoryEntry, prevHash: string): string {
  return createHash('sha256').update(canonical(entry)).update(prevHash).digest('hex');
}

export function chain(entry: HistoryEntry, prevHash: string): ChainedEntry {
  return { ...entry, prevHash, hash: hashOf(entry, prevHash) };
}

/** Version of the first entry that does not fit; undefined if the whole history of one referral is as it was written. */
export function firstBreak(entries: readonly ChainedEntry[]): number | undefined {
  let previous = CHAIN_START;
  for (const [at, entry] of entries.entries()) {
    const { hash, prevHash, ...content } = entry;
    if (entry.version !== at + 1 || prevHash !== previous || hash !== hashOf(content, prevHash)) return at + 1;
    previous = hash;
  }
  return undefined;
}

/** The same text for the same content, whatever order a database keeps the keys of a document in. */
function canonical(entry: HistoryEntry): string {
  const { became, ...rest } = entry;
  // What was written before there were such facts keeps its hash.
  return JSON.stringify(ordered({ ...rest, ...(became ? { became } : {}), at: entry.at.toISOString() }));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => [key, ordered(part)]);
}
