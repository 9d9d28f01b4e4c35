import { api, read, type Schema, writeHeaders } from '../api/client';
import { every } from '../code/every';

/** How a hospital changes what it has published. */
export const CHANGES = ['capacity', 'stop', 'swap'] as const;
export type Change = (typeof CHANGES)[number];

export const CHANGE_REASONS = every<Schema<'StopRequest'>['reason']>()([
  'doctor-ill',
  'doctor-absent',
  'equipment-fault',
  'bed-closed',
  'staff-short',
  'more-staff',
  'roster',
  'emergency',
  'other',
]);

export interface Entered {
  readonly reason: (typeof CHANGE_REASONS)[number];
  readonly capacity?: number;
  readonly doctorId?: string;
}

interface Sent {
  readonly id: string;
  readonly change: Change;
  readonly entered: Entered;
  /** The version that its reader saw: a change on a session that has moved on is refused. */
  readonly version: number;
  /** Says who would be moved where, and changes nothing. */
  readonly dryRun: boolean;
}

/** Sends a change, or asks what it would do. @throws Problem */
export function send({ id, change, entered, version, dryRun }: Sent, key: string): Promise<Schema<'ChangeView'>> {
  const { reason, capacity = 0, doctorId = '' } = entered;
  const params = {
    path: { id },
    header: writeHeaders(key, version),
    query: { dryRun: dryRun ? ('true' as const) : ('false' as const) },
  };
  if (change === 'capacity')
    return read(api.POST('/v1/sessions/{id}/capacity-changes', { params, body: { capacity, reason } }));
  if (change === 'swap')
    return read(api.POST('/v1/sessions/{id}/doctor-swaps', { params, body: { doctorId, reason } }));
  return read(api.POST('/v1/sessions/{id}/stops', { params, body: { reason } }));
}
