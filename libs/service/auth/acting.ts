import type { Actor } from '#contracts/parts.js';
import type { Principal } from './principal.js';

/** Timers and automatic steps, as history and messages name them. */
export const THE_SYSTEM: Actor = { id: 'system', role: 'system', institution: 'system' };

/** A caller, as history and messages name him. */
export function actingAs({ practitioner, roles, institution }: Principal): Actor {
  return { id: practitioner, role: roles[0] ?? 'unknown', institution };
}
