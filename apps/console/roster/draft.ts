import type { Schema } from '../api/client';

/** What is typed to publish one session. */
export interface Typed {
  readonly pool: Schema<'SessionDraft'>['pool'];
  readonly group: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly capacity: number;
  readonly doctorId?: string;
  readonly segmentMinutes?: number;
}

/** A session as the API takes it; its name is made of what it is, so that publishing it twice changes nothing. */
export function draftOf({ date, from, to, doctorId, segmentMinutes, ...typed }: Typed): Schema<'SessionDraft'> {
  const doctor = doctorId?.trim();
  const name = ['console', typed.pool, typed.group, date, from, doctor].filter(Boolean).join(':').slice(0, 80);
  return {
    ...typed,
    externalId: name,
    startsAt: `${date}T${from}:00+08:00`,
    endsAt: `${date}T${to}:00+08:00`,
    ...(doctor ? { doctorId: doctor } : {}),
    ...(segmentMinutes ? { segmentMinutes } : {}),
  };
}
